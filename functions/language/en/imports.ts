/** What whoever imports a file is told of it: what of it cannot be read, and how to mend that. */
export const importTexts = {
  id: "an import's id looks like im_01K5…",
  busy: "The import is being changed by others; try again in a moment.",
  noFile: "No file was uploaded within an hour.",
  empty: "The file is empty.",
  encoding: "an encoding such as utf-8, windows-1251 or iso-8859-2",
  sourceGone: "The source is gone.",
  stopped: "It stopped {times} times after {rows} rows. Import the file again: what is done is not repeated.",
  "column.unnamed": "Column {number}",
  "column.emails": "its cells look like mail addresses",
  "column.phones": "its cells look like phone numbers",
  "column.tooMany": "There are more than {most} columns.",
  "column.map": 'No column is known to hold mail addresses or phone numbers. Map "{header}" to {field}.',
  "column.person":
    "The first row is a person's. Put a row above it that names the columns, such as Name, Email, Phone.",
  "column.none":
    "No column holds mail addresses or phone numbers: the first row must name the columns, such as Name, Email, Phone. It says: {headers}",
  "row.tooLong": "Row {row} is longer than {most} KB: a quote in it is probably never closed.",
  "row.openQuote": 'A quote in row {row} is never closed. Write a quote within quoted text twice: "5"" pipe".',
  "row.cells": "This row has {cells} cells for {columns} columns. Put text that holds a {sign} between double quotes.",
  "row.tab": "tab",
  "row.illegible": "Letters of this row cannot be read as {encoding}: they are shown as {sign}. Write them anew.",
  "row.office": "{email} is an office's address, not a person's. Write theirs, or leave it empty.",
} as const;
