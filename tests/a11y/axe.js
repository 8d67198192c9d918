// Reads {name: html} from standard input, runs axe-core's language rules on each page in jsdom, and writes
// {name: {rule: {violations: [source of the element, ...], passes: number}}} to standard output.
// The rules ask for no layout, so a DOM is enough and no browser is needed.
'use strict';

const fs = require('fs');
const path = require('path');
const { createRequire } = require('module');

const RULES = ['html-has-lang', 'html-lang-valid', 'html-xml-lang-mismatch', 'valid-lang'];

const installed = createRequire(path.join(path.resolve(process.argv[2]), 'package.json'));
const { JSDOM } = installed('jsdom');
const AXE = fs.readFileSync(installed.resolve('axe-core/axe.min.js'), 'utf8');

async function check(html) {
  const { window } = new JSDOM(html, { runScripts: 'outside-only', pretendToBeVisual: true });
  window.eval(AXE);
  const found = await window.axe.run(window.document, { runOnly: { type: 'rule', values: RULES } });
  const answer = {};
  for (const rule of [...found.violations, ...found.passes, ...found.incomplete, ...found.inapplicable]) {
    answer[rule.id] ??= { violations: [], passes: 0 };
  }
  // What axe-core could not decide counts as a violation: it must be looked at.
  for (const rule of [...found.violations, ...found.incomplete]) {
    answer[rule.id].violations.push(...rule.nodes.map((node) => node.html));
  }
  for (const rule of found.passes) {
    answer[rule.id].passes += rule.nodes.length;
  }
  window.close();
  return answer;
}

async function main() {
  const pages = JSON.parse(fs.readFileSync(0, 'utf8'));
  const answers = {};
  for (const [name, html] of Object.entries(pages)) {
    answers[name] = await check(html);
  }
  process.stdout.write(JSON.stringify(answers));
}

main();
