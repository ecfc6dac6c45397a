import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Allow, Caller, CreateExporter, ReadExporters, signedIn } from '#libs/accounts';
import { type Actor, CreateExporter as CreateExporterBody, Exporter, Id } from '#libs/contracts';
import { Answers } from '../answers.decorator.js';

@Controller('v1/exporters')
export class ExportersController {
  constructor(
    private readonly creation: CreateExporter,
    private readonly exporters: ReadExporters,
  ) {}

  /** You become its first member. */
  @Post()
  @Allow('person')
  @Answers(201, Exporter)
  create(@Caller() actor: Actor, @Body({ schema: CreateExporterBody }) body: CreateExporterBody): Promise<Exporter> {
    return this.creation.create(signedIn(actor), body);
  }

  @Get(':exporter')
  @Allow('anyone')
  @Answers(200, Exporter)
  read(@Param('exporter', { schema: Id }) exporter: string): Promise<Exporter> {
    return this.exporters.byId(exporter);
  }
}
