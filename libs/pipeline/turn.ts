/** One turn of the pipe: react, check arrangements, restart claims, run campaigns, decide, sweep, enqueue, deliver, post letters, reconcile. The whole flow is here to see. */
import type { Instant } from '#domain'
import { keepStatistics } from '#store'
import { checkArrangements } from './check-arrangements'
import { runCampaigns } from './campaigns'
import { decideDue, REVIEWS } from './decide'
import { hearAgain } from './early-receipts'
import { enqueueDue } from './enqueue'
import type { Pipe } from './pipe'
import { postLetters } from './post-letters'
import { react } from './react'
import { reconcile } from './reconcile'
import { restartClaims } from './restart-claims'
import { sweep } from './sweep'

/** Answers how much was done, the belt's work counted as one; 0 means that nothing is due now and nothing is on its way. */
export async function turn(pipe: Pipe, now: Instant): Promise<number> {
  // Without them the work takes longer; it need not stop for that.
  await keepStatistics(pipe.database).catch((fault: unknown) => pipe.log.error({ fault: String(fault) }, 'statistics could not be renewed'))
  let done = await react(pipe, now)
  done += await hearAgain(pipe, now)
  done += await checkArrangements(pipe, now)
  done += await restartClaims(pipe, now)
  done += await runCampaigns(pipe, now)
  done += await decideDue(pipe, now, REVIEWS)
  done += await sweep(pipe, now)
  done += Math.sign(await enqueueDue(pipe, now))
  done += await postLetters(pipe, now)
  done += await reconcile(pipe, now)
  await pipe.files.start(now)
  // What lies on a belt that cannot be reached comes back when its lease ends.
  return done + Math.sign(await pipe.belt.depth().catch(() => 0))
}
