/** Addresses to screens: each is loaded when it is first shown, and only for who may see it. */
import { createRootRoute, createRoute, createRouter, Link, Outlet } from '@tanstack/react-router'
import { lazy, Suspense, type ReactNode } from 'react'
import { Gate } from './app/gate'
import { ScreensContext, type Door, type ScreenEntry } from './app/menu'
import { useSession } from './app/session'
import { Shell } from './app/shell'
import { Forbidden, Loading } from './parts/state'
import { DOORS, SCREENS } from './screens'
import { useTexts } from './texts'
import { shell } from './texts/shell'

const root = createRootRoute({ component: Outlet })
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: () => (
    <ScreensContext value={SCREENS}>
      <Gate>
        <Shell>
          <Outlet />
        </Shell>
      </Gate>
    </ScreensContext>
  ),
})

function shown({ load, roles }: ScreenEntry): () => ReactNode {
  const Loaded = lazy(() => load().then(({ Screen }) => ({ default: Screen })))
  return function Allowed() {
    const { role } = useSession()
    if (!roles.includes(role)) return <Forbidden roles={roles} />
    return (
      <Suspense fallback={<Loading />}>
        <Loaded />
      </Suspense>
    )
  }
}

function outside({ load }: Door): () => ReactNode {
  const Loaded = lazy(() => load().then(({ Screen }) => ({ default: Screen })))
  return function Outside() {
    return (
      <Suspense
        fallback={
          <main>
            <Loading />
          </main>
        }
      >
        <Loaded />
      </Suspense>
    )
  }
}

function NotThere(): ReactNode {
  const t = useTexts(shell)
  return (
    <main className="state">
      <h1>{t.notThere}</h1>
      <Link to="/">{t.toStart}</Link>
    </main>
  )
}

const screens = SCREENS.map((screen) =>
  createRoute({
    getParentRoute: () => inside,
    path: screen.path,
    component: shown(screen),
    // Filters live in the address as plain text; each screen reads its own.
    validateSearch: (search: Record<string, unknown>): Record<string, string> =>
      Object.fromEntries(
        Object.entries(search)
          .filter(([, value]) => value !== undefined && value !== '')
          .map(([name, value]) => [name, String(value)]),
      ),
  }),
)
const doors = DOORS.map((one) => createRoute({ getParentRoute: () => root, path: one.path, component: outside(one) }))

export const router = createRouter({
  routeTree: root.addChildren([inside.addChildren(screens), ...doors]),
  defaultNotFoundComponent: NotThere,
  scrollRestoration: true,
})
