/** The keys of a service provider at BSNk: fetched through the HM, opened here, used here. */
package nl.etdnetwerk.dvkit;
