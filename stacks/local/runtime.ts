import { join } from "node:path";
import type { Archive } from "../../test/audit/read-app.ts";
import { createAws } from "./aws/aws.ts";
import { telling } from "./aws/bucket-event.ts";
import { RequestLog } from "./aws/request-log.ts";
import type { VirtualClock } from "./clock/clock.ts";
import { settle } from "./clock/settle.ts";
import { clockRoutes, healthRoute } from "./control.ts";
import { Stops } from "./disposables.ts";
import { createEventBus } from "./event/event-bus.ts";
import { startSchedules } from "./event/schedule.ts";
import { Faults } from "./fault/faults.ts";
import { layGround } from "./foundation.ts";
import { openAccepted } from "./gateway/accepted-ids.ts";
import { inquiryDoors } from "./gateway/api-route.ts";
import { createGateway } from "./gateway/gateway.ts";
import { homeRoute } from "./gateway/home-route.ts";
import { pageRoutes } from "./http/sample-page.ts";
import { startInspection } from "./inspection.ts";
import { asyncFailures } from "./lambda/async-failure.ts";
import { type LocalFunctions, startFunctions } from "./lambda/lambda.ts";
import { lambdaService } from "./lambda/lambda-service.ts";
import { startMachines } from "./machine/machine.ts";
import { startInbox } from "./mail/inbox.ts";
import { startMail } from "./mail/ses.ts";
import { startSmtp } from "./mail/smtp.ts";
import type { Bill } from "./meter/bill.ts";
import type { RuntimeOptions } from "./runtime-options.ts";
import { startStreams } from "./stream/stream.ts";
import { createProxy } from "./table/proxy.ts";
import type { RivalEdit } from "./table/rival.ts";
import type { Assembly } from "./template/template.ts";
import { reasonOf } from "./terminal/reason.ts";

export type { RuntimeOptions } from "./runtime-options.ts";

export interface Runtime {
  url: string;
  inboxUrl: string;
  awsUrl: string;
  smtpPort: number;
  dynamoUrl: string;
  token: string;
  clock: VirtualClock;
  assembly: Assembly;
  functions: LocalFunctions;
  requests: RequestLog;
  archive: Archive;
  /** What AWS would bill for what has happened since the start. */
  bill(): Promise<Bill>;
  /** Resolves with the reason when the runtime can no longer work. */
  lost: Promise<string>;
  stop(): Promise<void>;
}

/** Starts the whole application. @throws Error when something is taken, unknown or called off; nothing runs then */
export async function startRuntime(options: RuntimeOptions): Promise<Runtime> {
  const stops = new Stops();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(options.signal?.reason);
  options.signal?.addEventListener("abort", abort);
  try {
    return await Promise.race([aborted, boot(options, stops)]);
  } catch (error) {
    await stops.run();
    throw error;
  } finally {
    options.signal?.removeEventListener("abort", abort);
  }
}

/** The boot list: what is below is stopped in reverse order. */
async function boot(options: RuntimeOptions, stops: Stops): Promise<Runtime> {
  const { data, faults = new Faults() } = options;
  let stopping = false;
  // What is cut off by a stop is taken up again at the next start, and no news.
  const report = (line: string) => stopping || options.report(line);
  const inData = (name: string) => (data === undefined ? undefined : join(data, name));
  const failed = (error: unknown) => report(reasonOf(error));
  let expired = () => {};
  const ground = await layGround(options, stops, { failed, expired: () => expired() });
  const { kept, assembly, gateway, dynamoDoor, awsDoor, table, tables, clock, secrets, buckets, neighbour, warm } =
    ground;

  const requests = new RequestLog();
  const inspection = stops.add(startInspection({ assembly, clock, failed }));
  const { watch, changed, served } = inspection;

  const edits: RivalEdit[] = [];
  const rivalled = options.interleave ? (edit: RivalEdit) => void edits.push(edit) : undefined;
  const endpoints = { dynamoDb: dynamoDoor.url, aws: awsDoor.url };
  const [logFolder, failures] = [options.logs ?? inData("logs"), asyncFailures(assembly, buckets)];
  const underWay = new Map<string, number>();
  const isKeptWaiting = (environment: string) => (underWay.get(environment) ?? 0) > 0;
  const functions = stops.add(
    startFunctions({ assembly, clock, endpoints, failures, isKeptWaiting, logFolder, rivalled, warm, report }),
  );
  functions.onInvocation(inspection.invoked);
  // They come up while the rest does; at a host that has warm ones, with the first who knocks.
  const doorsUp = warm ? undefined : functions.warm(inquiryDoors(assembly));
  const streams = stops.add(
    startStreams({
      assembly,
      tables,
      client: table.client,
      clock,
      functions,
      buckets,
      folder: inData("streams"),
      faults,
      changed,
      failed,
    }),
  );
  const interference = { faults, end: functions.end, underWay };
  const { wrote } = streams;
  expired = wrote;
  dynamoDoor.serve(createProxy({ table, clock, requests, watch, wrote, failed, interference }));

  const publish = createEventBus(assembly, functions);
  const mail = stops.add(await startMail({ assembly, clock, folder: data, publish, faults }));
  const inbox = stops.add(
    await startInbox({ mailbox: mail.mailbox, port: neighbour(1), home: `${gateway.url}/local` }),
  );
  const inbound = inspection.inbox(buckets);
  const folder = inData("inbound");
  const smtp = stops.add(
    await startSmtp({ assembly, clock, buckets: inbound, functions, port: neighbour(2), folder, failed }),
  );
  const machines = stops.add(await startMachines({ assembly, clock, functions, folder: data, faults, failed }));
  const services = {
    states: machines.service,
    ses: mail.service,
    s3: telling(buckets.service, { assembly, clock, publish, failed }),
    secretsmanager: secrets.service,
    lambda: lambdaService(functions, failed),
  };
  awsDoor.serve(createAws({ clock, requests, services, watch, failed, interference }));

  const bill = async () => {
    // Writes are metered by what the stream tells of them.
    await streams.caughtUp();
    return inspection.bill({ functions, machines });
  };
  let ready = false;
  const routes = [
    ...pageRoutes,
    homeRoute(assembly, inbox.url),
    healthRoute(
      () => ready,
      () => table.client.call("ListTables", {}),
    ),
    ...clockRoutes(clock),
    ...requests.routes(),
    ...inspection.routes(bill),
    ...mail.routes,
    ...machines.routes,
    ...faults.routes(),
  ];
  const accepted = stops.add(await openAccepted(inData("accepted.txt")));
  gateway.serve(createGateway({ assembly, clock, functions, routes, served, accepted, failed }));
  stops.add(startSchedules({ assembly, clock, functions }));
  stops.add({
    stop: async () => {
      await settle(clock);
      stopping = true;
    },
  });

  await doorsUp;
  await options.setUp?.({ url: gateway.url, token: secrets.adminToken });
  options.signal?.throwIfAborted();
  kept?.healthy();
  ready = true;
  return {
    url: gateway.url,
    inboxUrl: inbox.url,
    awsUrl: awsDoor.url,
    smtpPort: smtp.port,
    dynamoUrl: dynamoDoor.url,
    token: secrets.adminToken,
    clock,
    assembly,
    functions,
    requests,
    archive: {
      database: table.client,
      mailbox: mail.mailbox,
      executions: machines.all,
      accepted: accepted.ids,
      edits: () => edits,
    },
    bill,
    lost: table.lost,
    stop: () => stops.run(),
  };
}
