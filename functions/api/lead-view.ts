import * as z from "zod";
import { displayName, Lead } from "../lead/model/lead.ts";

const { shape } = Lead;

/** The shape of a lead as the API answers it: its name is never missing. */
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
    consent: shape.consent.pick({ basis: true, at: true, text: true, version: true }),
    suppressed: shape.suppressed.pick({ mail: true, marketing: true, reason: true }),
    cadence: z.looseObject({ name: z.string(), version: z.int(), run: z.int() }).optional(),
  })
  .meta({ id: "Lead" });

/** A lead as the API shows it (SURFACE.md "Lead"): without what only the clockwork needs. */
export function leadView(lead: Lead) {
  const { sla, consent, suppressed, source, cadence } = lead;
  return {
    id: lead.id,
    version: lead.version,
    stage: lead.stage,
    temperature: lead.temperature,
    score: lead.score,
    name: displayName(lead),
    firstName: lead.firstName,
    lastName: lead.lastName,
    email: lead.email,
    phone: lead.phone,
    phones: lead.phones,
    handles: lead.handles,
    company: lead.company,
    language: lead.language,
    country: lead.country,
    owner: lead.owner,
    source,
    emailConfirmed: lead.emailConfirmed,
    consent: { basis: consent.basis, at: consent.at, text: consent.text, version: consent.version },
    suppressed: { mail: suppressed.mail, marketing: suppressed.marketing, reason: suppressed.reason },
    qualification: lead.qualification,
    nextAction: lead.nextAction,
    sla: sla && {
      openedAt: sla.openedAt,
      dueAt: sla.dueAt,
      channel: sla.channel,
      respondedAt: sla.respondedAt,
      breachedAt: sla.breachedAt,
      closedAt: sla.closedAt,
      level: sla.level,
    },
    cadence: cadence && { name: cadence.name, version: cadence.version, run: cadence.run, step: cadence.step },
    dueAt: lead.dueAt,
    cycle: lead.cycle,
    epoch: lead.epoch,
    reason: lead.reason,
    customerId: lead.customerId,
    test: lead.test,
    createdAt: lead.createdAt,
    updatedAt: lead.updatedAt,
  };
}
