/** Prints JSON Schema of the design format and of the report: `describe`. */
import { designJsonSchema } from '../design/json-schema'
import { reportJsonSchema } from '../simulation/report-schema'

/** Both schemas, as they are printed. */
export function description(): { design: unknown; report: unknown } {
  return { design: designJsonSchema(), report: reportJsonSchema() }
}

export function main(args: string[]): number {
  if (args.length > 0) {
    console.error(`${args[0]} is not an option\nusage: npm run -s describe`)
    return 2
  }
  console.log(JSON.stringify(description(), null, 2))
  return 0
}
