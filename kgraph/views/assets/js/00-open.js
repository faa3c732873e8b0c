// kgraph's page script.  The files of this folder are joined in the order of their names into one function scope.
// Everything that comes from data is set with textContent or as a plain attribute; nothing is ever parsed as HTML.
(() => {
"use strict";
