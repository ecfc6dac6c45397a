import { Body, Controller, Delete, Get, Header, Param, Post } from '@nestjs/common';
import { Allow, Caller } from '#libs/accounts';
import { type Actor, AddGlossaryTerm, Glossary, Id, ImportedGlossary, ImportGlossary } from '#libs/contracts';
import { ChangeGlossary, ReadGlossary } from '#libs/translation';
import { Answers } from '../answers.decorator.js';

/** The words of a session that must come out right: for the host, co-hosts, interpreters and moderators. */
@Controller('v1/sessions/:session')
@Allow('person')
export class GlossaryController {
  constructor(
    private readonly glossary: ReadGlossary,
    private readonly change: ChangeGlossary,
  ) {}

  @Get('glossary')
  @Answers(200, Glossary)
  read(@Caller() actor: Actor, @Param('session') session: string): Promise<Glossary> {
    return this.glossary.read(actor, session);
  }

  /** As a table: `sourceLang`, `source`, and a column for each language. */
  @Get('glossary.csv')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="glossary.csv"')
  @Answers(200, 'text/csv')
  csv(@Caller() actor: Actor, @Param('session') session: string): Promise<string> {
    return this.glossary.csv(actor, session);
  }

  /** As TermBase eXchange (ISO 30042), dialect TBX-Basic. */
  @Get('glossary.tbx')
  @Header('content-type', 'application/x-tbx; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="glossary.tbx"')
  @Answers(200, 'application/x-tbx')
  tbx(@Caller() actor: Actor, @Param('session') session: string): Promise<string> {
    return this.glossary.tbx(actor, session);
  }

  /** Holds for texts that come from now on. A term that is known gets what is told beside what it had. */
  @Post('glossary/terms')
  @Answers(201, ImportedGlossary)
  add(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Body({ schema: AddGlossaryTerm }) body: AddGlossaryTerm,
  ): Promise<ImportedGlossary> {
    return this.change.add(actor, session, body);
  }

  @Delete('glossary/terms/:term')
  @Answers(204)
  remove(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Param('term', { schema: Id }) term: string,
  ): Promise<void> {
    return this.change.remove(actor, session, term);
  }

  /** Adds all terms of a file, or none. */
  @Post('glossary/import')
  @Answers(201, ImportedGlossary)
  import(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Body({ schema: ImportGlossary }) body: ImportGlossary,
  ): Promise<ImportedGlossary> {
    return this.change.import(actor, session, body);
  }
}
