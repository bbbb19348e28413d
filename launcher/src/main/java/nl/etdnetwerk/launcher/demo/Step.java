package nl.etdnetwerk.launcher.demo;

import java.util.List;
import java.util.Optional;

/**
 * A numbered step of the report's tables and the event that proves it.
 *
 * @param nr number in the table
 * @param what in the words of the report
 * @param service who has to have reported it
 * @param kind of event
 */
record Step(int nr, String from, String to, String what, String service, String kind) {

    /** A step with what was observed. */
    record Observed(int nr, String from, String to, String what, String evidence) {}

    Optional<Observed> observe(List<Trace.Event> flow) {
        return flow.stream().filter(e -> e.service().matches(service) && e.kind().matches(kind) && e.outcome().equals("ok")).findFirst()
                .map(e -> new Observed(nr, from, to, what, e.kind() + ": " + e.from() + " -> " + e.to()
                        + (e.size() > 0 ? ", " + e.size() + " bytes" : "") + "; " + e.verified()));
    }

    /** Table 1: preparation. */
    static final List<Step> LINKING = List.of(
            new Step(1, "DVP", "HM", "DVP stuurt de aanvraag naar de herkenningsmakelaar", "hm", "AuthnRequest"),
            new Step(2, "HM", "AD", "Herkenningsmakelaar stuurt de aanvraag door naar de gekozen AD", "ad-.*", "AuthnRequest"),
            new Step(3, "AD", "gebruiker", "Authenticatiedienst authentiseert zorggebruiker", "ad-.*", "Authentication"),
            new Step(4, "AD", "gebruiker", "Authenticatiedienst vraagt zorggebruiker toestemming om in te loggen bij PGO", "ad-.*",
                    "Consent"),
            new Step(5, "AD", "BSNk", "Authenticatiedienst vraagt BSNk om de benodigde attributen", "bsnk", "ProvideEPRequest"),
            new Step(6, "AD", "HM", "Authenticatiedienst stuurt de attributen naar de herkenningsmakelaar", "hm", "Response"),
            new Step(7, "HM", "DVP", "Herkenningsmakelaar stuurt de attributen naar de DVP", "dvp", "Response"),
            new Step(8, "DVP", "DVP", "DVP verifieert en ontsleutelt de verkregen attributen en koppelt het account", "dvp",
                    "Account linked"));

    /** Table 2: dienstbemiddeling DVP. */
    static final List<Step> VARIANT1 = List.of(
            new Step(1, "DVP", "HM", "DVP stuurt aanvraag en lijst met zorgaanbieder en gegevens naar herkenningsmakelaar", "hm",
                    "AuthnRequest"),
            new Step(2, "HM", "AD", "Herkenningsmakelaar stuurt de aanvraag en lijst door naar authenticatiedienst", "ad-.*",
                    "AuthnRequest"),
            new Step(3, "AD", "BSNk", "Authenticatiedienst authentiseert gebruiker en vraagt benodigde versleutelingen aan bij BSNk",
                    "bsnk", "ProvideEPRequest"),
            new Step(4, "AD", "gebruiker", "Authenticatiedienst vraagt toestemming om de versleutelingen te delen met de DVP", "ad-.*",
                    "Consent"),
            new Step(5, "AD", "HM", "Authenticatiedienst retourneert de versleutelingen naar de herkenningsmakelaar", "hm", "Response"),
            new Step(6, "HM", "DVP", "Herkenningsmakelaar stuurt de versleutelde identiteit voor de DVZA door naar DVP", "dvp", "Response"),
            new Step(7, "DVP", "DVZA", "DVP stuurt aanvraag voor autorisatie naar DVZA met de versleutelde identiteit", "dvza",
                    "AuthorizationRequest with VI"),
            new Step(8, "DVZA", "gebruiker", "DVZA ontsleutelt de versleutelde identiteit en vraagt toestemming aan zorggebruiker", "dvza",
                    "Identity decrypted"),
            new Step(9, "DVZA", "DVP", "DVZA retourneert een ophaalbewijs (access token)", "dvp", "TokenResponse"),
            new Step(10, "DVP", "DVZA", "Verzamelen van MedMij-gegevens", "dvp", "Resources .*"));

    /** Table 3: dienstbemiddeling DVZA (SSO). */
    static final List<Step> VARIANT2 = List.of(
            new Step(1, "DVP", "DVZA", "DVP stuurt aanvraag voor autorisatie via de PGO webbrowser naar DVZA", "dvza",
                    "AuthorizationRequest"),
            new Step(2, "DVZA", "HM", "DVZA laat de webbrowser een authenticatieaanvraag naar de herkenningsmakelaar sturen", "hm",
                    "AuthnRequest"),
            new Step(3, "HM", "AD", "Herkenningsmakelaar stuurt de aanvraag door naar authenticatiedienst", "ad-.*", "AuthnRequest"),
            new Step(4, "AD", "BSNk", "Authenticatiedienst authentiseert gebruiker en vraagt benodigde versleutelingen aan bij BSNk",
                    "bsnk", "ProvideEPRequest"),
            new Step(5, "AD", "gebruiker", "Authenticatiedienst vraagt toestemming om de versleutelingen te delen met de DVZA", "ad-.*",
                    "Consent"),
            new Step(6, "AD", "HM", "Authenticatiedienst retourneert de versleutelingen naar de herkenningsmakelaar", "hm", "Response"),
            new Step(7, "HM", "DVZA", "Herkenningsmakelaar stuurt de versleutelde identiteit en pseudoniem naar de DVZA", "dvza",
                    "Response"),
            new Step(8, "DVZA", "DVZA", "DVZA ontsleutelt de identiteit en verifieert zorggebruiker", "dvza", "Identity decrypted"),
            new Step(9, "DVZA", "gebruiker", "DVZA vraagt toestemming aan zorggebruiker om gegevens te mogen delen met DVP", "dvza",
                    "Consent"),
            new Step(10, "DVZA", "DVP", "DVP ontvangt een versleuteld pseudoniem van de DVZA", "dvp", "Pseudonym received"),
            new Step(11, "DVP", "DVP", "DVP vergelijkt het pseudoniem van de DVZA met dat van de herkenningsmakelaar", "dvp",
                    "Pseudonym compared"));
}
