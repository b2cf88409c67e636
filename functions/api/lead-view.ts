import * as z from "zod";
import { displayName, Lead } from "../lead/model/lead.ts";

const { shape } = Lead;

/** A lead as the API answers it: its name is never missing. */
export const LeadView = Lead.pick({
  ...{
    id: true,
    version: true,
    stage: true,
    temperature: true,
    score: true,
    firstName: true,
    lastName: true,
    email: true,
  },
  ...{
    phone: true,
    phones: true,
    handles: true,
    company: true,
    language: true,
    country: true,
    owner: true,
    source: true,
    emailConfirmed: true,
  },
  ...{ qualification: true, nextAction: true, sla: true, dueAt: true, cycle: true, epoch: true, reason: true },
  ...{ customerId: true, test: true, createdAt: true, updatedAt: true },
})
  .extend({
    name: z.string(),
    handles: shape.handles.default([]),
    consent: shape.consent.pick({ basis: true, at: true, text: true, version: true }),
    suppressed: shape.suppressed.pick({ mail: true, marketing: true, reason: true }),
    cadence: z.looseObject({ name: z.string(), version: z.int(), run: z.int() }).optional(),
  })
  .meta({ id: "Lead" });

/** A lead as the API shows it (SURFACE.md "Lead"): without what only the clockwork needs, or only a later release knows. */
export function leadView(lead: Lead): z.output<typeof LeadView> {
  const { cadence } = lead;
  return LeadView.parse({
    ...lead,
    name: displayName(lead),
    cadence: cadence && { name: cadence.name, version: cadence.version, run: cadence.run, step: cadence.step },
  });
}
