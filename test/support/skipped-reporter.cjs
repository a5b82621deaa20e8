/** A jest reporter that names every test that did not run: what is skipped must be seen, not counted. */
module.exports = class SkippedReporter {
  onRunComplete(_, { testResults }) {
    const skipped = testResults.flatMap((file) =>
      file.testResults
        .filter(({ status }) => status === 'pending' || status === 'todo' || status === 'disabled')
        .map(({ fullName }) => `  ${file.testFilePath.replace(`${process.cwd()}/`, '')}: ${fullName}`),
    )
    process.stderr.write(skipped.length === 0 ? 'Skipped: nothing\n' : `Skipped: ${skipped.length}\n${skipped.join('\n')}\n`)
  }
}
