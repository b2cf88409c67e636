import type { SSTConfig } from "sst";
import { bundleWithoutInstalling } from "./stacks/bundle.ts";
import { checkDefinitions } from "./stacks/definitions.ts";
import { Inbound } from "./stacks/inbound.ts";
import { Intake } from "./stacks/intake.ts";
import { Mail } from "./stacks/mail.ts";
import { Ops } from "./stacks/ops.ts";
import { settings } from "./stacks/settings.ts";
import { Sources } from "./stacks/sources.ts";
import { Storage } from "./stacks/storage.ts";
import { Tracking } from "./stacks/tracking.ts";
import { Watch } from "./stacks/watch.ts";
import { Workflows } from "./stacks/workflows.ts";

export default {
  config: (globals) => ({ name: "leadwright", region: settings(globals.stage).region }),
  stacks(app) {
    checkDefinitions(process.cwd());
    bundleWithoutInstalling();
    app
      .stack(Storage)
      .stack(Mail)
      .stack(Inbound)
      .stack(Intake)
      .stack(Sources)
      .stack(Workflows)
      .stack(Tracking)
      .stack(Ops)
      .stack(Watch);
  },
} satisfies SSTConfig;
