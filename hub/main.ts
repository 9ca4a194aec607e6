import { createRequire } from 'node:module';
import { Command, InvalidArgumentError } from 'commander';
import { isHubError, toHubError } from '../platform/domain/errors';
import { ROLES } from '../platform/access/roles';
import { readEnvironment } from './environment';
import type * as AuditExportVerb from './verbs/audit-export';
import type * as AuditVerifyVerb from './verbs/audit-verify';
import type { ServingOptions } from './serving';
import type * as CatalogVerb from './verbs/catalog';
import type * as GatewayVerb from './verbs/gateway';
import type * as HubKeyVerb from './verbs/hub-key';
import type * as ImportVerb from './verbs/import';
import type * as RevokeVerb from './verbs/revoke';
import type * as SandboxVerb from './verbs/sandbox';
import type * as StartVerb from './verbs/start';
import type * as SubgraphVerb from './verbs/subgraph';
import type * as TokenVerb from './verbs/token';
import type * as WorkerVerb from './verbs/worker';

/** A verb is loaded when it is used: help and `token` answer in a moment, without the whole house. */
const verb = <Module>(name: string): Module => createRequire(__filename)(`./verbs/${name}`) as Module;

const port = (text: string): number => {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) {
    throw new InvalidArgumentError('It must be a whole number from 0 to 65535.');
  }
  return Number(text);
};

const decimal = (text: string): number => {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0)) throw new InvalidArgumentError('It must be a number, 0 or more.');
  return value;
};

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

function program(): Command {
  const accord = new Command('accord').description(
    'A federated billing graph and governance hub for healthcare providers.',
  );
  addProcesses(accord);
  addTools(accord);
  addOversight(accord);
  return accord;
}

/** What runs until it is told to stop. */
function addProcesses(accord: Command): void {
  accord
    .command('start')
    .description('start the whole hub: sandbox, subgraphs, catalog and gateway')
    .option('--port <number>', 'port of the graph (ACCORD_PORT, 4000)', port)
    .option('--data <folder>', 'where the hub keeps everything (ACCORD_DATA, ./data)')
    .option('--no-sandbox', 'talk to the systems named in the environment instead of the sandbox')
    .option('--pace <days>', 'sandbox days per minute; 0 stops them', decimal, 6)
    .action((options) =>
      verb<typeof StartVerb>('start').startVerb(readEnvironment(), options as StartVerb.StartOptions),
    );
  addGateway(accord);
  accord
    .command('subgraph')
    .description('one subgraph alone, for gateways elsewhere; it brings itself into the graph')
    .argument('<name>', 'ehr, payer, erp, payments or billing')
    .option('--port <number>', 'port it listens at (a free one)', port)
    .option('--host <address>', 'address it listens at (127.0.0.1)')
    .option('--url <url>', 'where gateways reach it; without it, where it listens')
    .option('--data <folder>', 'folder of the SQLite file and the key of the HASH mask (ACCORD_DATA, ./data)')
    .action((name, options) =>
      verb<typeof SubgraphVerb>('subgraph').subgraphVerb(readEnvironment(), name as string, options as ServingOptions),
    );
  accord
    .command('catalog')
    .description('the catalog alone, for gateways elsewhere; it brings itself into the graph')
    .option('--port <number>', 'port it listens at (a free one)', port)
    .option('--host <address>', 'address it listens at (127.0.0.1)')
    .option('--url <url>', 'where gateways reach it; without it, where it listens')
    .option('--data <folder>', 'folder of the SQLite file and the key of the HASH mask (ACCORD_DATA, ./data)')
    .action((options) => verb<typeof CatalogVerb>('catalog').catalogVerb(readEnvironment(), options as ServingOptions));
  accord
    .command('worker')
    .description("the work alone: facts in, ledger, commands out; also the webhooks and the operators' entrance")
    .option('--sandbox', 'run the stand-ins for the outside systems beside it', false)
    .option('--pace <days>', 'sandbox days per minute; 0 stops them', decimal, 0)
    .option('--port <number>', 'port of webhooks and operators (a free one)', port)
    .option('--host <address>', 'address it listens at (127.0.0.1)')
    .option('--data <folder>', 'folder of the SQLite file and of the sandbox (ACCORD_DATA, ./data)')
    .action((options) =>
      verb<typeof WorkerVerb>('worker').workerVerb(readEnvironment(), options as WorkerVerb.WorkerVerbOptions),
    );
  accord
    .command('sandbox')
    .description('the stand-ins for the outside systems alone')
    .option('--data <folder>', 'where they keep their state; without it, in memory')
    .option('--pace <days>', 'days per minute; 0 stops them', decimal, 0)
    .action((options) => verb<typeof SandboxVerb>('sandbox').sandboxVerb(options as SandboxVerb.SandboxVerbOptions));
}

function addGateway(accord: Command): void {
  accord
    .command('gateway')
    .description('a gateway alone, over subgraphs that answer by HTTP')
    .option('--supergraph <file>', 'serve this supergraph; without it, the one that the catalog published in the store')
    .option('--unguarded', 'serve a supergraph that has no @access, to anybody', false)
    .option('--data <folder>', 'the data folder of the catalog and the development issuer (ACCORD_DATA, ./data)')
    .option('--port <number>', 'port of the graph (ACCORD_PORT, 4000)', port)
    .option('--host <address>', 'address it listens at (127.0.0.1); another needs ACCORD_OIDC_ISSUER')
    .option('--tls-cert <file>', 'serve HTTPS and HTTP/2 by this certificate, PEM (ACCORD_TLS_CERT)')
    .option('--tls-key <file>', 'its private key, PEM (ACCORD_TLS_KEY)')
    .action((options) =>
      verb<typeof GatewayVerb>('gateway').gatewayVerb(readEnvironment(), options as GatewayVerb.GatewayVerbOptions),
    );
}

/** What is done once, beside a running hub. */
function addTools(accord: Command): void {
  accord
    .command('hub-key')
    .description('print a fresh key pair: gateways sign their calls to subgraphs elsewhere by its private half')
    .action(() => verb<typeof HubKeyVerb>('hub-key').hubKeyVerb());
  accord
    .command('token')
    .description('print a token of the development issuer')
    .requiredOption('--role <role>', `one of ${ROLES.join(', ')}`)
    .option('--subject <id>', 'who the token is about')
    .option('--patient <id>', 'the patient whose records a patient may see; may be repeated', collect, [])
    .option('--guarantor <id>', 'the guarantor that a patient is besides; may be repeated', collect, [])
    .option('--payer <id>', 'the payer whose machine it is, for the role payer; may be repeated', collect, [])
    .option(
      '--system <name>',
      'the outside system whose machine it is, for the role vendor; may be repeated',
      collect,
      [],
    )
    .option('--facility <id>', 'a facility whose records staff may see; may be repeated', collect, [])
    .option('--client <id>', 'the consuming application', 'accord-cli')
    .option('--ttl <duration>', 'how long it holds: 30m, 1h, 7d', '1h')
    .option('--data <folder>', 'the data folder of the hub (ACCORD_DATA, ./data)')
    .action((options) =>
      verb<typeof TokenVerb>('token').tokenVerb(readEnvironment(), options as TokenVerb.TokenOptions),
    );
  accord
    .command('import')
    .description('take FHIR bundles and X12 files in by their real entrances')
    .argument('<path...>', 'files and folders')
    .option('--data <folder>', 'the data folder of the hub (ACCORD_DATA, ./data)')
    .action((paths, options) =>
      verb<typeof ImportVerb>('import').importVerb(readEnvironment(), paths as string[], options as { data?: string }),
    );
}

/** Whose rights end, and who saw what. */
function addOversight(accord: Command): void {
  accord
    .command('revoke')
    .description('end rights at once, on open subscriptions too; give them back; or list whose have ended')
    .option('--subject <id>', 'everything of a subject (token claim sub), tokens issued later too')
    .option('--token-id <id>', 'one token, by its claim jti')
    .option('--until <moment>', 'when the rights come back by themselves: 2026-12-31T18:00:00Z; without it, never')
    .option('--undo', 'give the rights back')
    .option('--list', 'tell whose rights have ended')
    .option('--url <url>', 'address of the hub; without it, the one that runs on the data folder')
    .option('--data <folder>', 'the data folder of the hub (ACCORD_DATA, ./data)')
    .action((options) =>
      verb<typeof RevokeVerb>('revoke').revokeVerb(readEnvironment(), options as RevokeVerb.RevokeOptions),
    );
  const audit = accord.command('audit').description('check and export the trail of who saw what, and why');
  audit
    .command('verify')
    .description('find any altered, missing or reordered record of the audit trail; exit code 1 when there is one')
    .option(
      '--anchor <end>',
      'end of a chain that was kept elsewhere, as this verb prints it; may be repeated',
      collect,
      [],
    )
    .option('--data <folder>', 'the data folder of the hub (ACCORD_DATA, ./data); or ACCORD_STORE')
    .action((options) =>
      verb<typeof AuditVerifyVerb>('audit-verify').auditVerifyVerb(
        readEnvironment(),
        options as AuditVerifyVerb.AuditVerifyOptions,
      ),
    );
  audit
    .command('export')
    .description('print who saw what of a patient as FHIR R4 AuditEvents, one a line, the oldest first')
    .requiredOption('--patient <id>', 'id of the patient')
    .option('--from <moment>', 'a day or a moment, 2026-01-31 or 2026-01-31T18:00:00Z; without it, from the beginning')
    .option('--to <moment>', 'the day or moment before which; without it, until now')
    .option(
      '--disclosures',
      'only what must be accounted for (45 CFR 164.528), of six years unless --from says otherwise',
    )
    .option('--url <url>', 'address of the hub; without it, the one that runs on the data folder')
    .option('--data <folder>', 'the data folder of the hub (ACCORD_DATA, ./data)')
    .action((options) =>
      verb<typeof AuditExportVerb>('audit-export').auditExportVerb(
        readEnvironment(),
        options as AuditExportVerb.AuditExportOptions,
      ),
    );
}

/** Tells a person what went wrong and what to do; the stack only for our own mistakes. */
function report(error: unknown): void {
  const known = toHubError(error);
  process.stderr.write(`accord: ${known.message}\n`);
  if (!isHubError(error)) process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
}

program().parseAsync().catch(report);
