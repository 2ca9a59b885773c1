/** What people call a database in diagrams, and the shapes they draw it in. Read where diagrams are imported. */
import type { DiagramWords } from '../block'

export const words: DiagramWords = {
  phrases:
    'database, databases, db, dbs, postgres, postgresql, mysql, mariadb, oracle, sql, sql server, sqlite, mongo, ' +
    'mongodb, dynamodb, cassandra, cockroachdb, spanner, aurora, rds, store?, storage?, datastore, data store?, ' +
    'warehouse, elasticsearch, opensearch, index?, table?, s3, bucket, blob storage?, object storage?, primary?, ' +
    'replica?, 数据库, 存储?, 数据?',
  shapes: 'cylinder',
}
