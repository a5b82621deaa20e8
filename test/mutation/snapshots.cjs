/** The sentences that all.ts compares with are those of the test that it takes in. */
const [all, reasons] = ['mutation/all.ts', 'scenarios/__snapshots__/reasons.test.ts.snap']
module.exports = {
  resolveSnapshotPath: (test) => test.replace(all, reasons),
  resolveTestPath: (snapshot) => snapshot.replace(reasons, all),
  testPathForConsistencyCheck: 'test/mutation/all.ts',
}
