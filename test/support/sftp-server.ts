/** A print house's SFTP server over a folder of the test: as much of the protocol as a client needs, with a fault where the test wants one. */
import { createHash } from 'node:crypto'
import * as fs from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join, normalize } from 'node:path'
import { Server, utils, type FileEntry, type SFTPWrapper } from 'ssh2'

const { STATUS_CODE, OPEN_MODE } = utils.sftp

export interface SftpServer {
  readonly port: number
  readonly hostKey: string
  /** The connection ends just before, or just after, the next rename. */
  breakAtRename: 'before' | 'after' | null
  close(): Promise<void>
}

export async function startSftpServer(root: string, password: string): Promise<SftpServer> {
  const keys = utils.generateKeyPairSync('ed25519')
  const parsed = utils.parseKey(keys.public)
  if (parsed instanceof Error) throw parsed
  const server = new Server({ hostKeys: [keys.private] }, (client) => {
    client.on('error', () => undefined)
    client.on('authentication', (asked) => {
      if (asked.method === 'password' && asked.password === password) asked.accept()
      else asked.reject(['password'])
    })
    client.on('session', (accept) => accept().on('sftp', (begin) => serve(begin(), root, running, () => client.end())))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const running: SftpServer = {
    port: (server.address() as AddressInfo).port,
    breakAtRename: null,
    hostKey: `SHA256:${createHash('sha256').update(parsed.getPublicSSH()).digest('base64').replace(/=+$/, '')}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
  return running
}

function serve(sftp: SFTPWrapper, root: string, server: SftpServer, hangUp: () => void): void {
  const handles = new Map<string, { readonly file?: fs.FileHandle; names?: FileEntry[] }>()
  const at = (path: string): string => join(root, normalize(`/${path}`))
  const handleOf = (kept: { readonly file?: fs.FileHandle; names?: FileEntry[] }): Buffer => {
    const key = String(handles.size + 1)
    handles.set(key, kept)
    return Buffer.from(key)
  }
  const answer = (id: number, work: Promise<unknown>): void => {
    work.then(
      () => sftp.status(id, STATUS_CODE.OK),
      (fault: unknown) =>
        sftp.status(
          id,
          fault instanceof Error && 'code' in fault && fault.code === 'ENOENT' ? STATUS_CODE.NO_SUCH_FILE : STATUS_CODE.FAILURE,
        ),
    )
  }
  const stats = (id: number, path: string): void => {
    fs.lstat(at(path)).then(
      ({ mode, size, uid, gid }) => sftp.attrs(id, { mode, size, uid, gid, atime: 0, mtime: 0 }),
      () => sftp.status(id, STATUS_CODE.NO_SUCH_FILE),
    )
  }
  sftp.on('REALPATH', (id, path) =>
    sftp.name(id, [{ filename: normalize(`/${path}`), longname: '', attrs: { mode: 0, size: 0, uid: 0, gid: 0, atime: 0, mtime: 0 } }]),
  )
  sftp.on('STAT', stats).on('LSTAT', stats)
  sftp.on('OPEN', (id, path, flags) => {
    fs.open(at(path), flags & OPEN_MODE.WRITE ? 'w' : 'r').then(
      (file) => sftp.handle(id, handleOf({ file })),
      () => sftp.status(id, STATUS_CODE.FAILURE),
    )
  })
  sftp.on('WRITE', (id, handle, offset, data) => answer(id, handles.get(handle.toString())!.file!.write(data, 0, data.length, offset)))
  sftp.on('FSETSTAT', (id) => sftp.status(id, STATUS_CODE.OK)).on('SETSTAT', (id) => sftp.status(id, STATUS_CODE.OK))
  sftp.on('CLOSE', (id, handle) => answer(id, Promise.resolve(handles.get(handle.toString())?.file?.close())))
  sftp.on('MKDIR', (id, path) => answer(id, fs.mkdir(at(path))))
  sftp.on('RMDIR', (id, path) => answer(id, fs.rmdir(at(path))))
  sftp.on('REMOVE', (id, path) => answer(id, fs.rm(at(path))))
  sftp.on('RENAME', (id, from, to) => {
    const when = server.breakAtRename
    server.breakAtRename = null
    if (when === 'before') return hangUp()
    const renamed = fs.rename(at(from), at(to))
    if (when === 'after') void renamed.then(hangUp)
    else answer(id, renamed)
  })
  sftp.on('OPENDIR', (id, path) => {
    fs.readdir(at(path)).then(
      async (names) => {
        const entries = await Promise.all(
          names.map(async (filename): Promise<FileEntry> => {
            const { mode, size } = await fs.lstat(join(at(path), filename))
            return {
              filename,
              longname: `${mode & 0o40000 ? 'd' : '-'}rw-r--r-- 1 0 0 ${size} Jan 1 1980 ${filename}`,
              attrs: { mode, size, uid: 0, gid: 0, atime: 0, mtime: 0 },
            }
          }),
        )
        sftp.handle(id, handleOf({ names: entries }))
      },
      () => sftp.status(id, STATUS_CODE.NO_SUCH_FILE),
    )
  })
  sftp.on('READDIR', (id, handle) => {
    const open = handles.get(handle.toString())
    const names = open?.names ?? []
    if (open) open.names = []
    if (names.length > 0) sftp.name(id, names)
    else sftp.status(id, STATUS_CODE.EOF)
  })
}
