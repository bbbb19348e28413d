/** A person at a browser, as a program: it knows pages and forms and nothing of what is behind them. */
package nl.etdnetwerk.useragent;
