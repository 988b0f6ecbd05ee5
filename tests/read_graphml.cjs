// Reads the GraphML file named first with graphology, and writes as JSON what it found.
"use strict";
const { readFileSync } = require("node:fs");
const { MultiDirectedGraph } = require("graphology");
const graphml = require("graphology-graphml");

const graph = graphml.parse(MultiDirectedGraph, readFileSync(process.argv[2], "utf8"));
const nodes = graph.mapNodes((node, found) => [node, found.label_zh]);
const edges = graph.mapEdges((edge, found, source, target) => [edge, source, target, found.relation, found.disputed]);
process.stdout.write(JSON.stringify({ nodes, edges }));
