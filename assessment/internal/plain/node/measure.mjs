// Measures texts with a published implementation: reads a JSON list of texts, writes what it counts in each.
import { readFileSync } from "node:fs";
import readability from "text-readability";

const texts = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(texts.map((text) => ({
  words: readability.lexiconCount(text),
  sentences: readability.sentenceCount(text),
  syllables: readability.syllableCount(text),
  grade: readability.fleschKincaidGrade(text),
}))));
