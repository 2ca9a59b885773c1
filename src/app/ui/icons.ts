/** The few icons in use, by the name that block definitions give. A kind with another icon adds it here. */
import {
  Box,
  Database,
  DatabaseBackup,
  DoorOpen,
  GalleryHorizontalEnd,
  Layers,
  Lock,
  Logs,
  type LucideIcon,
  Split,
  Users,
} from 'lucide-react'

const BY_NAME: ReadonlyMap<string, LucideIcon> = new Map(
  Object.entries({
    box: Box,
    database: Database,
    'database-backup': DatabaseBackup,
    'door-open': DoorOpen,
    'gallery-horizontal-end': GalleryHorizontalEnd,
    layers: Layers,
    lock: Lock,
    logs: Logs,
    split: Split,
    users: Users,
  }),
)

/** Whether there is an icon of that name. */
export function hasIcon(name: string): boolean {
  return BY_NAME.has(name)
}

/** The icon of that name; a plain box where it is not known. */
export function iconNamed(name: string): LucideIcon {
  return BY_NAME.get(name) ?? Box
}
