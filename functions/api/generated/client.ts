/*
 * Made of what the API's routes declare by test/api/description.test.ts, never by hand.
 */

/**
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "TimelineEntry".
 */
export type TimelineEntry =
  | {
      id: string;
      at: string;
      type: "inquiry.received";
      by: {
        kind: "lead" | "owner" | "ops" | "system";
        id?: string;
      };
      data: {
        inquiryId: string;
        channel: "form" | "email" | "ad" | "messenger" | "call" | "import" | "referral" | "engaged";
        source: string;
        attachments?: {
          name: string;
          type: string;
          bytes: number;
          key: string;
        }[];
        cut?: string[];
      };
    }
  | {
      id: string;
      at: string;
      type: "lead.created";
      by: {
        kind: "lead" | "owner" | "ops" | "system";
        id?: string;
      };
      data: {
        source: string;
      };
    }
  | {
      id: string;
      at: string;
      type: "lead.assigned";
      by: {
        kind: "lead" | "owner" | "ops" | "system";
        id?: string;
      };
      data: {
        from?: string;
        to: string;
        why: string;
      };
    }
  | {
      id: string;
      at: string;
      type: "lead.scored";
      by: {
        kind: "lead" | "owner" | "ops" | "system";
        id?: string;
      };
      data: {
        fit: number;
        engagement: number;
        total: number;
        reasons: string[];
        temperature: "cold" | "warm" | "hot";
      };
    }
  | {
      id: string;
      at: string;
      type: "stage.entered";
      by: {
        kind: "lead" | "owner" | "ops" | "system";
        id?: string;
      };
      data: {
        from?:
          | "new"
          | "working"
          | "qualified"
          | "meeting"
          | "proposal"
          | "decision"
          | "nurturing"
          | "declined"
          | "dormant"
          | "converted"
          | "archived";
        to:
          | "new"
          | "working"
          | "qualified"
          | "meeting"
          | "proposal"
          | "decision"
          | "nurturing"
          | "declined"
          | "dormant"
          | "converted"
          | "archived";
        reason?:
          | "budget"
          | "timing"
          | "competitor"
          | "no-need"
          | "silent"
          | "missing-feature"
          | "stalled"
          | "do-not-contact"
          | "wrong-person"
          | "spam"
          | "out-of-area"
          | "duplicate"
          | "unreachable"
          | "complaint"
          | "unsubscribed";
      };
    }
  | {
      id: string;
      at: string;
      type: "sla.opened";
      by: {
        kind: "lead" | "owner" | "ops" | "system";
        id?: string;
      };
      data: {
        channel: "form" | "email" | "ad" | "messenger" | "call" | "import" | "referral" | "engaged";
        level: number;
        dueAt: string;
      };
    }
  | {
      id: string;
      at: string;
      type: "sla.met";
      by: {
        kind: "lead" | "owner" | "ops" | "system";
        id?: string;
      };
      data: {
        channel: "form" | "email" | "ad" | "messenger" | "call" | "import" | "referral" | "engaged";
        level: number;
        dueAt: string;
      };
    }
  | {
      id: string;
      at: string;
      type: "sla.breached";
      by: {
        kind: "lead" | "owner" | "ops" | "system";
        id?: string;
      };
      data: {
        channel: "form" | "email" | "ad" | "messenger" | "call" | "import" | "referral" | "engaged";
        level: number;
        dueAt: string;
      };
    }
  | {
      id: string;
      at: string;
      type: "sla.escalated";
      by: {
        kind: "lead" | "owner" | "ops" | "system";
        id?: string;
      };
      data: {
        channel: "form" | "email" | "ad" | "messenger" | "call" | "import" | "referral" | "engaged";
        level: number;
        dueAt: string;
      };
    }
  | {
      id: string;
      at: string;
      type: "response.recorded";
      by: {
        kind: "lead" | "owner" | "ops" | "system";
        id?: string;
      };
      data: {
        channel: string;
        outcome: "reached" | "attempted";
        note?: string;
        mailId?: string;
        subject?: string;
        text?: string;
        attachments?: {
          name: string;
          type: string;
          bytes: number;
          key: string;
        }[];
      };
    }
  | {
      id: string;
      at: string;
      type: "task.created";
      by: {
        kind: "lead" | "owner" | "ops" | "system";
        id?: string;
      };
      data: {
        taskId: string;
        owner: string;
        what: string;
        channel?: string;
        dueAt: string;
      };
    }
  | {
      id: string;
      at: string;
      type: "task.done";
      by: {
        kind: "lead" | "owner" | "ops" | "system";
        id?: string;
      };
      data: {
        taskId: string;
        what: string;
        note?: string;
      };
    }
  | {
      id: string;
      at: string;
      type: "mail.sent";
      by: {
        kind: "lead" | "owner" | "ops" | "system";
        id?: string;
      };
      data: {
        mailId: string;
        touch: string;
        purpose: "service" | "follow-up" | "marketing" | "internal";
        to: string;
      };
    }
  | {
      id: string;
      at: string;
      type: "mail.delivered";
      by: {
        kind: "lead" | "owner" | "ops" | "system";
        id?: string;
      };
      data: {
        mailId: string;
        touch: string;
        at?: string;
      };
    }
  | {
      id: string;
      at: string;
      type: "mail.bounced";
      by: {
        kind: "lead" | "owner" | "ops" | "system";
        id?: string;
      };
      data: {
        mailId: string;
        touch: string;
        why: string;
        permanent?: boolean;
        verdict?: string;
        purpose?: "internal";
        to?: string;
      };
    }
  | {
      id: string;
      at: string;
      type: "mail.complained";
      by: {
        kind: "lead" | "owner" | "ops" | "system";
        id?: string;
      };
      data: {
        mailId: string;
        touch: string;
        feedback?: string;
      };
    }
  | {
      id: string;
      at: string;
      type: "mail.clicked";
      by: {
        kind: "lead" | "owner" | "ops" | "system";
        id?: string;
      };
      data: {
        touch: string;
        url: string;
        at: string;
        automated: boolean;
      };
    }
  | {
      id: string;
      at: string;
      type: "reply.received";
      by: {
        kind: "lead" | "owner" | "ops" | "system";
        id?: string;
      };
      data: {
        mailId: string;
        text: string;
        attachments?: {
          name: string;
          type: string;
          bytes: number;
          key: string;
        }[];
        from?: string;
      };
    }
  | {
      id: string;
      at: string;
      type: "autoreply.received";
      by: {
        kind: "lead" | "owner" | "ops" | "system";
        id?: string;
      };
      data: {
        mailId: string;
        until?: string;
      };
    }
  | {
      id: string;
      at: string;
      type: "lead.unsubscribed";
      by: {
        kind: "lead" | "owner" | "ops" | "system";
        id?: string;
      };
      data: {
        reason?: string;
        said?: string;
        inquiryId?: string;
      };
    }
  | {
      id: string;
      at: string;
      type: "lead.resubscribed";
      by: {
        kind: "lead" | "owner" | "ops" | "system";
        id?: string;
      };
      data: {};
    }
  | {
      id: string;
      at: string;
      type: "survey.answered";
      by: {
        kind: "lead" | "owner" | "ops" | "system";
        id?: string;
      };
      data: {
        answer: string;
        months?: number;
        reason?: string;
        comment?: string;
      };
    }
  | {
      id: string;
      at: string;
      type: "activity.added";
      by: {
        kind: "lead" | "owner" | "ops" | "system";
        id?: string;
      };
      data: {
        type: string;
        note?: string;
        at?: string;
        by?: string;
        mailId?: string;
        inquiryId?: string;
      };
    }
  | {
      id: string;
      at: string;
      type: "touch.skipped";
      by: {
        kind: "lead" | "owner" | "ops" | "system";
        id?: string;
      };
      data: {
        touch: string;
        purpose: "service" | "follow-up" | "marketing" | "internal";
        reason: string;
      };
    }
  | {
      id: string;
      at: string;
      type: "touch.unknown";
      by: {
        kind: "lead" | "owner" | "ops" | "system";
        id?: string;
      };
      data: {
        touch: string;
        purpose: "service" | "follow-up" | "marketing" | "internal";
      };
    }
  | {
      id: string;
      at: string;
      type: "lead.declined";
      by: {
        kind: "lead" | "owner" | "ops" | "system";
        id?: string;
      };
      data: {
        reason?:
          | "budget"
          | "timing"
          | "competitor"
          | "no-need"
          | "silent"
          | "missing-feature"
          | "stalled"
          | "do-not-contact"
          | "wrong-person"
          | "spam"
          | "out-of-area"
          | "duplicate"
          | "unreachable"
          | "complaint"
          | "unsubscribed";
      };
    }
  | {
      id: string;
      at: string;
      type: "lead.converted";
      by: {
        kind: "lead" | "owner" | "ops" | "system";
        id?: string;
      };
      data: {
        customerId: string;
      };
    }
  | {
      id: string;
      at: string;
      type: "lead.archived";
      by: {
        kind: "lead" | "owner" | "ops" | "system";
        id?: string;
      };
      data: {
        reason?:
          | "budget"
          | "timing"
          | "competitor"
          | "no-need"
          | "silent"
          | "missing-feature"
          | "stalled"
          | "do-not-contact"
          | "wrong-person"
          | "spam"
          | "out-of-area"
          | "duplicate"
          | "unreachable"
          | "complaint"
          | "unsubscribed";
      };
    }
  | {
      id: string;
      at: string;
      type: "lead.blocked";
      by: {
        kind: "lead" | "owner" | "ops" | "system";
        id?: string;
      };
      data: {};
    }
  | {
      id: string;
      at: string;
      type: "audit";
      by: {
        kind: "lead" | "owner" | "ops" | "system";
        id?: string;
      };
      data: {
        what: string;
        inquiryId?: string;
      };
    };

export interface Api {
  "GET /api/imports/{id}": {
    id: string;
    response: Import;
  };
  "GET /api/leads": {
    query?: {
      stage?:
        | "new"
        | "working"
        | "qualified"
        | "meeting"
        | "proposal"
        | "decision"
        | "nurturing"
        | "declined"
        | "dormant"
        | "converted"
        | "archived";
      owner?: string;
      email?: string;
      phone?: string;
      source?: string;
      from?: string;
      to?: string;
      limit?: string;
      cursor?: string;
    };
    response: {
      items: Lead[];
      cursor?: string;
    };
  };
  "POST /api/leads": {
    body?: {
      name?: string;
      firstName?: string;
      lastName?: string;
      email?: string;
      phone?: string;
      company?: string;
      message?: string;
      language?: string;
      country?: string;
      channel?: "form" | "email" | "ad" | "messenger" | "call" | "import" | "referral";
      source?: string;
      owner?: string;
      campaign?: string;
      consent?: {
        text: string;
      };
      extra?: {
        [k: string]: unknown;
      };
    };
    response: Lead;
  };
  "POST /api/leads/import": {
    body?: {
      source?: string;
      name?: string;
      mapping?: {
        [k: string]:
          | "name"
          | "firstName"
          | "lastName"
          | "email"
          | "phone"
          | "company"
          | "message"
          | "language"
          | "country"
          | "consent"
          | "utm_source"
          | "utm_medium"
          | "utm_campaign"
          | "utm_term"
          | "utm_content"
          | "utm_id"
          | "gclid"
          | "gbraid"
          | "wbraid"
          | "fbclid"
          | "msclkid"
          | "ttclid"
          | "li_fat_id"
          | "id"
          | "ignore";
      };
      evidence?: {
        text: string;
      };
      preview?: boolean;
      language?: string;
      country?: string;
      encoding?: string;
    };
    response: {
      uploadUrl: string;
      jobId: string;
    };
  };
  "GET /api/leads/{id}": {
    id: string;
    ifMatch?: string;
    response: Lead;
  };
  "POST /api/leads/{id}/activities": {
    id: string;
    ifMatch?: string;
    body: {
      type: string;
      note?: string;
      at?: string;
    };
    response: Lead;
  };
  "POST /api/leads/{id}/assign": {
    id: string;
    ifMatch?: string;
    body: {
      owner: string;
    };
    response: Lead;
  };
  "POST /api/leads/{id}/block": {
    id: string;
    ifMatch?: string;
    response: Lead;
  };
  "POST /api/leads/{id}/convert": {
    id: string;
    ifMatch?: string;
    body?: {
      customer?: {
        owner?: string;
        [k: string]: unknown;
      };
      cadence?: "after-sale";
    };
    response: Lead;
  };
  "POST /api/leads/{id}/decline": {
    id: string;
    ifMatch?: string;
    body: {
      reason:
        | "budget"
        | "timing"
        | "competitor"
        | "no-need"
        | "silent"
        | "missing-feature"
        | "stalled"
        | "do-not-contact"
        | "wrong-person"
        | "spam"
        | "out-of-area"
        | "duplicate"
        | "unreachable"
        | "complaint"
        | "unsubscribed";
    };
    response: Lead;
  };
  "POST /api/leads/{id}/disqualify": {
    id: string;
    ifMatch?: string;
    body: {
      reason:
        | "budget"
        | "timing"
        | "competitor"
        | "no-need"
        | "silent"
        | "missing-feature"
        | "stalled"
        | "do-not-contact"
        | "wrong-person"
        | "spam"
        | "out-of-area"
        | "duplicate"
        | "unreachable"
        | "complaint"
        | "unsubscribed";
    };
    response: Lead;
  };
  "POST /api/leads/{id}/next-action": {
    id: string;
    ifMatch?: string;
    body: {
      what: string;
      dueAt: string;
    };
    response: Lead;
  };
  "POST /api/leads/{id}/responses": {
    id: string;
    ifMatch?: string;
    body: {
      channel: string;
      outcome: "reached" | "attempted";
      note?: string;
    };
    response: Lead;
  };
  "POST /api/leads/{id}/stage": {
    id: string;
    ifMatch?: string;
    body: {
      to:
        | "new"
        | "working"
        | "qualified"
        | "meeting"
        | "proposal"
        | "decision"
        | "nurturing"
        | "declined"
        | "dormant"
        | "converted"
        | "archived";
      reason?:
        | "budget"
        | "timing"
        | "competitor"
        | "no-need"
        | "silent"
        | "missing-feature"
        | "stalled"
        | "do-not-contact"
        | "wrong-person"
        | "spam"
        | "out-of-area"
        | "duplicate"
        | "unreachable"
        | "complaint"
        | "unsubscribed";
      nextAction?: {
        what: string;
        dueAt: string;
      };
    };
    response: Lead;
  };
  "GET /api/leads/{id}/timeline": {
    id: string;
    query?: {
      limit?: string;
      cursor?: string;
    };
    response: {
      items: TimelineEntry[];
      cursor?: string;
    };
  };
  "POST /api/leads/{id}/unblock": {
    id: string;
    ifMatch?: string;
    response: Lead;
  };
  "GET /api/owners": {
    query?: {
      limit?: string;
      cursor?: string;
    };
    response: {
      items: Owner[];
      cursor?: string;
    };
  };
  "POST /api/owners": {
    body: {
      id: string;
      name: string;
      email: string;
      pool: string;
      role?: "owner" | "manager";
      language?: string;
      languages?: string[];
      territories?: string[];
      skill?: number;
      capacity?: number;
      maxOpenPromises?: number;
      hours?: {
        mon?: [string, string][];
        tue?: [string, string][];
        wed?: [string, string][];
        thu?: [string, string][];
        fri?: [string, string][];
        sat?: [string, string][];
        sun?: [string, string][];
      };
      timeZone?: string;
      absences?: {
        from: string;
        to: string;
        reason?: string;
      }[];
      available?: boolean;
    };
    response: Owner;
  };
  "GET /api/owners/{id}": {
    id: string;
    ifMatch?: string;
    response: Owner;
  };
  "PATCH /api/owners/{id}": {
    id: string;
    ifMatch?: string;
    body?: {
      name?: string | null;
      email?: string | null;
      pool?: string | null;
      role?: ("owner" | "manager") | null;
      language?: string | null;
      languages?: string[] | null;
      territories?: string[] | null;
      skill?: number | null;
      capacity?: number | null;
      maxOpenPromises?: number | null;
      hours?: {
        mon?: [string, string][];
        tue?: [string, string][];
        wed?: [string, string][];
        thu?: [string, string][];
        fri?: [string, string][];
        sat?: [string, string][];
        sun?: [string, string][];
      } | null;
      timeZone?: string | null;
      absences?:
        | {
            from: string;
            to: string;
            reason?: string;
          }[]
        | null;
      available?: boolean | null;
    };
    response: Owner;
  };
  "DELETE /api/owners/{id}": {
    id: string;
    ifMatch?: string;
    body?: {
      handTo?: string;
    };
    response: null;
  };
  "GET /api/quarantine": {
    query?: {
      source?: string;
      reason?: "unverified" | "unreadable" | "suspect" | "paused" | "gone" | "pending fetch" | "to unpack";
      state?: "waiting" | "quarantined" | "unpacked";
      from?: string;
      to?: string;
      limit?: string;
      cursor?: string;
    };
    response: {
      items: QuarantinedDelivery[];
      cursor?: string;
    };
  };
  "POST /api/quarantine/replay": {
    body?: {
      source?: string;
      reason?: "unverified" | "unreadable" | "suspect" | "paused" | "gone" | "pending fetch" | "to unpack";
      state?: "quarantined" | "waiting";
      from?: string;
      to?: string;
    };
    response: {
      replayed: number;
      unverified: number;
    };
  };
  "GET /api/quarantine/{id}": {
    id: string;
    response: {
      id: string;
      source: string;
      platform: string;
      receivedAt: string;
      state: "waiting" | "quarantined" | "unpacked";
      reason: "unverified" | "unreadable" | "suspect" | "paused" | "gone" | "pending fetch" | "to unpack";
      detail: string;
      nextTryAt?: string;
      inquiryId?: string;
      signals?: string[];
      [k: string]: unknown;
    };
  };
  "POST /api/quarantine/{id}/replay": {
    id: string;
    response: QuarantinedDelivery;
  };
  "GET /api/sources": {
    query?: {
      limit?: string;
      cursor?: string;
    };
    response: {
      items: Source[];
      cursor?: string;
    };
  };
  "POST /api/sources": {
    body: {
      id?: string;
      channel: "form" | "email" | "ad" | "messenger" | "call" | "import" | "referral";
      platform: string;
      name: string;
      pool?: string;
      language?: string;
      country?: string;
      consent:
        | {
            by: "submit";
            text: string;
            confirm?: "link" | "none";
          }
        | {
            by: "field";
            text: string;
            confirm?: "link" | "none";
          }
        | {
            by: "none";
            confirm?: "link" | "none";
          };
      mapping?: {
        [k: string]: string;
      };
      origins?: string[];
      thankYouUrl?: string;
      targets?: {
        leads?: number;
        costPerLead?: number;
        costPerCustomer?: number;
        currency?: string;
      };
      secrets?: {
        [k: string]: string;
      };
    };
    response: Source;
  };
  "GET /api/sources/{id}": {
    id: string;
    ifMatch?: string;
    response: Source;
  };
  "PATCH /api/sources/{id}": {
    id: string;
    ifMatch?: string;
    body?: {
      channel?: ("form" | "email" | "ad" | "messenger" | "call" | "import" | "referral") | null;
      platform?: string | null;
      name?: string | null;
      pool?: string | null;
      language?: string | null;
      country?: string | null;
      consent?:
        | (
            | {
                by: "submit";
                text: string;
                confirm?: "link" | "none";
              }
            | {
                by: "field";
                text: string;
                confirm?: "link" | "none";
              }
            | {
                by: "none";
                confirm?: "link" | "none";
              }
          )
        | null;
      mapping?: {
        [k: string]: string;
      } | null;
      origins?: string[] | null;
      thankYouUrl?: string | null;
      targets?: {
        leads?: number;
        costPerLead?: number;
        costPerCustomer?: number;
        currency?: string;
      } | null;
      secrets?: {
        [k: string]: string | null;
      } | null;
    };
    response: Source;
  };
  "DELETE /api/sources/{id}": {
    id: string;
    ifMatch?: string;
    response: null;
  };
  "POST /api/sources/{id}/costs": {
    id: string;
    body:
      | {
          from: string;
          to: string;
          amount: number | string;
          currency: string;
          campaign?: ("" | null) | string;
          impressions?: ("" | null) | (number | string);
          clicks?: ("" | null) | (number | string);
        }
      | {
          from: string;
          to: string;
          amount: number | string;
          currency: string;
          campaign?: ("" | null) | string;
          impressions?: ("" | null) | (number | string);
          clicks?: ("" | null) | (number | string);
        }[];
    response: {
      items: {
        from: string;
        to: string;
        amount: number;
        currency: string;
        campaign?: ("" | null) | string;
        impressions?: ("" | null) | number;
        clicks?: ("" | null) | number;
      }[];
    };
  };
  "GET /api/sources/{id}/costs": {
    id: string;
    query?: {
      from?: string;
      to?: string;
    };
    response: {
      items: {
        from: string;
        to: string;
        amount: number;
        currency: string;
        campaign?: ("" | null) | string;
        impressions?: ("" | null) | number;
        clicks?: ("" | null) | number;
      }[];
      totals: {
        currency: string;
        [k: string]: unknown;
      }[];
    };
  };
  "POST /api/sources/{id}/pause": {
    id: string;
    ifMatch?: string;
    response: Source;
  };
  "POST /api/sources/{id}/resume": {
    id: string;
    ifMatch?: string;
    response: Source;
  };
  "POST /api/sources/{id}/test": {
    id: string;
    body?: {
      name?: string;
      email?: string;
      phone?: string;
      message?: string;
    };
    response: {
      inquiryId: string;
      leadId?: string;
    };
  };
  "GET /api/tasks": {
    query?: {
      owner?: string;
      status?: "open" | "done";
      limit?: string;
      cursor?: string;
    };
    response: {
      items: Task[];
      cursor?: string;
    };
  };
  "POST /api/tasks/{id}/done": {
    id: string;
    ifMatch?: string;
    body?: {
      note?: string;
    };
    response: Task;
  };
}
/**
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Import".
 */
export interface Import {
  jobId: string;
  source: string;
  state: "waiting" | "running" | "previewed" | "done" | "failed";
  preview: boolean;
  rows: number;
  read: number;
  created: number;
  attached: number;
  repeated: number;
  failed: number;
  columns: {
    header: string;
    field?:
      | "name"
      | "firstName"
      | "lastName"
      | "email"
      | "phone"
      | "company"
      | "message"
      | "language"
      | "country"
      | "consent"
      | "utm_source"
      | "utm_medium"
      | "utm_campaign"
      | "utm_term"
      | "utm_content"
      | "utm_id"
      | "gclid"
      | "gbraid"
      | "wbraid"
      | "fbclid"
      | "msclkid"
      | "ttclid"
      | "li_fat_id"
      | "id"
      | "ignore";
    samples: string[];
  }[];
  encoding?: string;
  suggestions: {
    header: string;
    field:
      | "name"
      | "firstName"
      | "lastName"
      | "email"
      | "phone"
      | "company"
      | "message"
      | "language"
      | "country"
      | "consent"
      | "utm_source"
      | "utm_medium"
      | "utm_campaign"
      | "utm_term"
      | "utm_content"
      | "utm_id"
      | "gclid"
      | "gbraid"
      | "wbraid"
      | "fbclid"
      | "msclkid"
      | "ttclid"
      | "li_fat_id"
      | "id"
      | "ignore";
    why: string;
  }[];
  outcomes?: {
    row: number;
    outcome: "created" | "attached" | "repeated" | "failed";
    name?: string;
    email?: string;
    phone?: string;
    why?: string;
  }[];
  trouble?: string;
  errorsUrl?: string;
  createdAt: string;
  startedAt?: string;
  endedAt?: string;
}
/**
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Lead".
 */
export interface Lead {
  id: string;
  version: number;
  stage:
    | "new"
    | "working"
    | "qualified"
    | "meeting"
    | "proposal"
    | "decision"
    | "nurturing"
    | "declined"
    | "dormant"
    | "converted"
    | "archived";
  temperature: "cold" | "warm" | "hot";
  score: {
    fit: number;
    engagement: number;
    total: number;
    reasons: string[];
  };
  firstName?: string;
  lastName?: string;
  email?: string;
  phone?: string;
  phones: string[];
  handles: {
    platform: string;
    scope: string;
    id: string;
    name?: string;
  }[];
  company?: string;
  language: string;
  country?: string;
  owner?: string;
  source: {
    id: string;
    name: string;
    channel: "form" | "email" | "ad" | "messenger" | "call" | "import" | "referral";
    platform: string;
    campaign?: string;
    page?: string;
    referrer?: string;
    attribution: {
      [k: string]: string;
    };
  };
  emailConfirmed?: {
    at: string;
    by: "link" | "reply" | "owner" | "source";
  };
  qualification: {
    [k: string]: string;
  };
  nextAction?: {
    what: string;
    dueAt: string;
  };
  sla?: {
    openedAt: string;
    dueAt: string;
    channel: "form" | "email" | "ad" | "messenger" | "call" | "import" | "referral" | "engaged";
    level: number;
    respondedAt?: string;
    breachedAt?: string;
    closedAt?: string;
  };
  dueAt?: string;
  cycle: number;
  epoch: number;
  reason?:
    | "budget"
    | "timing"
    | "competitor"
    | "no-need"
    | "silent"
    | "missing-feature"
    | "stalled"
    | "do-not-contact"
    | "wrong-person"
    | "spam"
    | "out-of-area"
    | "duplicate"
    | "unreachable"
    | "complaint"
    | "unsubscribed";
  customerId?: string;
  test?: boolean;
  createdAt: string;
  updatedAt: string;
  name: string;
  consent: {
    basis: "customer" | "double-opt-in" | "opt-in" | "imported" | "inquiry";
    at: string;
    text?: string;
    version?: string;
  };
  suppressed: {
    mail?: boolean;
    marketing?: boolean;
    reason?: string;
  };
  cadence?: {
    name: string;
    version: number;
    run: number;
    [k: string]: unknown;
  };
}
/**
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Owner".
 */
export interface Owner {
  id: string;
  name: string;
  email: string;
  pool: string;
  role: "owner" | "manager";
  language?: string;
  languages: string[];
  territories: string[];
  skill?: number;
  capacity?: number;
  maxOpenPromises?: number;
  hours?: {
    [k: string]: [string, string][];
  };
  timeZone?: string;
  absences: {
    from: string;
    to: string;
    reason?: string;
  }[];
  available?: boolean;
  version: number;
}
/**
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "QuarantinedDelivery".
 */
export interface QuarantinedDelivery {
  id: string;
  source: string;
  platform: string;
  receivedAt: string;
  state: "waiting" | "quarantined" | "unpacked";
  reason: "unverified" | "unreadable" | "suspect" | "paused" | "gone" | "pending fetch" | "to unpack";
  detail: string;
  nextTryAt?: string;
  inquiryId?: string;
  signals?: string[];
}
/**
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Source".
 */
export interface Source {
  id: string;
  channel: "form" | "email" | "ad" | "messenger" | "call" | "import" | "referral";
  platform: string;
  name: string;
  pool: string;
  language: string;
  country?: string;
  consent:
    | {
        by: "submit";
        text: string;
        confirm: "link" | "none";
      }
    | {
        by: "field";
        text: string;
        confirm: "link" | "none";
      }
    | {
        by: "none";
        confirm: "link" | "none";
      };
  mapping?: {
    [k: string]: string;
  };
  origins: string[];
  thankYouUrl?: string;
  targets?: {
    leads?: number;
    costPerLead?: number;
    costPerCustomer?: number;
    currency?: string;
  };
  secrets: {
    [k: string]: {
      setAt: string;
      formerUntil?: string;
    };
  };
  paused?: boolean;
  version: number;
  url?: string;
  steps: string[];
  lastInquiryAt?: string;
  last7Days: {
    inquiries: number;
    leads: number;
    refused: number;
  };
  last28Days: {
    inquiries: number;
    leads: number;
    refused: number;
  };
  confirmation: {
    optedIn: number;
    confirmed: number;
    waiting: number;
    notMe: number;
  };
  troubles: {
    kind: "denied" | "expiring" | "silent" | "rejections";
    since: string;
    why: string;
    mend: string;
    endedAt?: string;
  }[];
}
/**
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Task".
 */
export interface Task {
  id: string;
  leadId: string;
  owner: string;
  what: string;
  channel?: string;
  text?: string;
  dueAt: string;
  createdAt: string;
  doneAt?: string;
  note?: string;
  version?: number;
}
/**
 * This interface was referenced by `Api`'s JSON-Schema
 * via the `definition` "Problem".
 */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  errors?: {
    field: string;
    message: string;
  }[];
  allowed?: string[];
}

/** A call as its route takes it: the id in its path, its query, its body, the version that was seen. */
export type Call<Route extends keyof Api> = Omit<Api[Route], "response">;

/** Why a call was not heeded: the problem details that came instead of an answer. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly problem: Problem | null;

  constructor(route: string, status: number, problem: Problem | null) {
    const errors = (problem?.errors ?? []).map(({ field, message }) => `${field}: ${message}`).join("; ");
    super([`${route} answered ${status}`, problem?.detail ?? problem?.title, errors].filter(Boolean).join(": "));
    this.name = "ApiProblem";
    this.status = status;
    this.problem = problem;
  }
}

interface Parts {
  id?: string;
  ifMatch?: string;
  query?: object;
  body?: unknown;
}

/**
 * Calls the private API of one stage.
 *
 * @param url of the API, without a path
 * @param token the admin token
 */
export function apiClient({ url, token }: { url: string; token: string }) {
  /** @throws ApiProblem for any other answer than the one that is declared */
  return async <Route extends keyof Api>(route: Route, call: Call<Route>): Promise<Api[Route]["response"]> => {
    const { id = "", ifMatch, query = {}, body }: Parts = call;
    const [method = "", path = ""] = route.split(" ");
    const given = Object.entries(query).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, String(value)]],
    );
    const search = given.length > 0 ? `?${new URLSearchParams(given)}` : "";
    const answer = await fetch(url + path.replace("{id}", encodeURIComponent(id)) + search, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { "content-type": "application/json" }),
        ...(ifMatch !== undefined && { "if-match": ifMatch }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const isJson = answer.headers.get("content-type")?.includes("json") ?? false;
    const said: unknown = isJson ? await answer.json() : null;
    if (!answer.ok) throw new ApiProblem(route, answer.status, said as Problem);
    // Every answer in the tests is held to the description that this was made of.
    return said as Api[Route]["response"];
  };
}
