/** Prints JSON Schema of the design format, of the report, and of that of several replications: `describe`. */
import { designJsonSchema } from '../design/json-schema'
import { replicatedReportJsonSchema, reportJsonSchema } from '../simulation/report-schema'

/** All schemas, as they are printed. */
export function description(): { design: unknown; report: unknown; replicatedReport: unknown } {
  return { design: designJsonSchema(), report: reportJsonSchema(), replicatedReport: replicatedReportJsonSchema() }
}

export function main(args: string[]): number {
  if (args.length > 0) {
    console.error(`${args[0]} is not an option\nusage: npm run -s describe`)
    return 2
  }
  console.log(JSON.stringify(description(), null, 2))
  return 0
}
