/** The API: for now its health page; agents, operators and other systems come in through here. */
import { Module, type DynamicModule } from '@nestjs/common'
import { HEALTH_SOURCE, HealthController, type HealthSource } from './health.controller'

@Module({})
export class ApiModule {
  static with(health: HealthSource): DynamicModule {
    return { module: ApiModule, controllers: [HealthController], providers: [{ provide: HEALTH_SOURCE, useValue: health }] }
  }
}
