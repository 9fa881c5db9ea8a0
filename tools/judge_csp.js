// What Google's CSP Evaluator finds in each policy that is given, one JSON list of findings a line.
const { CspEvaluator } = require("csp_evaluator/dist/evaluator.js");
const { CspParser } = require("csp_evaluator/dist/parser.js");
const { Version } = require("csp_evaluator/dist/csp.js");

for (const policy of process.argv.slice(2)) {
  const found = new CspEvaluator(new CspParser(policy).csp, Version.CSP3).evaluate();
  console.log(JSON.stringify(found.map(({ severity, directive, value, description }) => ({ severity, directive, value, description }))));
}
