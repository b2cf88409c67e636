/** What a URN names: its last part. */
export const lastOf = (urn: string | undefined): string | undefined => urn?.split(":").at(-1);

/** The form's id and version in `urn:li:versionedLeadGenForm:(urn:li:leadGenForm:7001000,1)`; a space may follow the comma. */
export function formReference(urn: string | undefined): { form_id: string; form_version: string } | undefined {
  const [, form_id, form_version] = /leadGenForm:([^,():\s]+)\s*,\s*(\d+)\s*\)/.exec(urn ?? "") ?? [];
  return form_id && form_version ? { form_id, form_version } : undefined;
}
