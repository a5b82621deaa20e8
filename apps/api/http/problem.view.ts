/** The problem as the document shows it. */
import { ApiProperty } from '@nestjs/swagger'

export class FieldErrorView {
  @ApiProperty({
    type: String,
    description: 'JSON pointer into the body, or the name of a parameter or header',
    example: '/senders/0/address',
  })
  readonly pointer!: string
  @ApiProperty({ type: String, example: 'must be an e-mail address' }) readonly message!: string
}

export class ProblemView {
  @ApiProperty({ type: String, description: 'names the kind of problem; stable', example: 'urn:tijdig:problem:invalid' })
  readonly type!: string
  @ApiProperty({ type: String, example: 'Unprocessable Entity' }) readonly title!: string
  @ApiProperty({ type: 'integer', example: 422 }) readonly status!: number
  @ApiProperty({ type: String, description: 'for people', example: 'One field does not fit.' }) readonly detail!: string
  @ApiProperty({ type: String, description: "of the answer's X-Request-Id" }) readonly requestId!: string
  @ApiProperty({ type: [FieldErrorView], required: false }) readonly errors?: FieldErrorView[]
}
