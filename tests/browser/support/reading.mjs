// The reading age of a page's words: the Flesch-Kincaid grade plus 5.

/** Vowel groups, without a silent e at the end; at least one. A rule, so a word may be out by one. */
export function syllables(word) {
  const plain = word.toLowerCase().replace(/[^a-z]/g, '')
  if (plain.length <= 3) return 1
  const groups = plain
    .replace(/(?:[^laeiouy]es|[^td]ed|[^l]e)$/, (end) => end[0])
    .replace(/^y/, '')
    .match(/[aeiouy]{1,2}/g)
  return Math.max(1, groups?.length ?? 1)
}

/** `age` is null under 60 words: a shorter text says nothing. Each block is at least one sentence. */
export function readingAge(blocks) {
  let sentences = 0
  let words = 0
  let sounds = 0
  for (const block of blocks) {
    for (const sentence of block.split(/(?<=[.?!:])\s+/)) {
      const said = sentence.match(/[A-Za-z][A-Za-z'’-]*/g) ?? []
      if (said.length === 0) continue
      sentences += 1
      words += said.length
      sounds += said.reduce((sum, word) => sum + syllables(word), 0)
    }
  }
  if (words < 60) return { age: null, words }
  const grade = 0.39 * (words / sentences) + 11.8 * (sounds / words) - 15.59
  return { age: grade + 5, words }
}
