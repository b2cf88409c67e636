import { pageUnlessJson } from "../http/local-page.ts";
import type { LocalRoute } from "../http/local-route.ts";
import { markup } from "../http/markup.ts";
import type { Assembly } from "../template/template.ts";
import { apiRoutes, findRoute } from "./api-route.ts";

interface Place {
  name: string;
  url: string;
  what: string;
}

/** What there is to look at; the console only if the application has one. */
function placesOf(assembly: Assembly, inboxUrl: string): Place[] {
  const console = findRoute(
    apiRoutes(assembly).filter(({ key }) => key.includes("/console")),
    "GET",
    "/console",
  );
  return [
    { name: "Form", url: "/", what: "a sample page with the form of source website" },
    { name: "Inbox", url: inboxUrl, what: "every mail that was sent" },
    ...(console ? [{ name: "Console", url: "/console", what: "the web application" }] : []),
    { name: "Bill", url: "/local/bill", what: "what AWS would ask for what happened here" },
    { name: "Grants", url: "/local/iam", what: "who called what, and what its role says to that" },
    { name: "Clock", url: "/local/clock", what: "the instant it shows, and the next timer" },
  ];
}

/** `GET /local`: where everything is. */
export function homeRoute(assembly: Assembly, inboxUrl: string): LocalRoute {
  const places = placesOf(assembly, inboxUrl);
  return {
    method: "GET",
    path: "/local",
    answer: async (request) =>
      pageUnlessJson(
        request,
        { items: places },
        {
          title: "Leadwright on this machine",
          body: ({ items }) =>
            markup`<ul class="links">${items.map(
              ({ name, url, what }) => markup`<li><a href="${url}"><strong>${name}</strong><span>${what}</span></a></li>
`,
            )}</ul>`,
        },
      ),
  };
}
