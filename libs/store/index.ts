/** The memory of Tijdig: the only lib that knows PostgreSQL. */
export { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from './embedded/supervisor'
