/** The sign of each kind of group. */
import { Globe, Layers, type LucideIcon, ShieldHalf } from 'lucide-react'
import type { GroupKind } from '../../../design/groups'

export const GROUP_ICONS: Readonly<Record<GroupKind, LucideIcon>> = { region: Globe, zone: ShieldHalf, tier: Layers }
