/** Whether traces are asked for: by the standard variables of OpenTelemetry, which its own packages then read. */
type Environment = Readonly<Record<string, string | undefined>>

export function tracingAsked(env: Environment = process.env): boolean {
  if (env.OTEL_SDK_DISABLED?.toLowerCase() === 'true' || env.OTEL_TRACES_EXPORTER === 'none') return false
  return [env.OTEL_TRACES_EXPORTER, env.OTEL_EXPORTER_OTLP_ENDPOINT, env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT].some(
    (value) => value !== undefined && value !== '',
  )
}
