package nl.etdnetwerk.polymorphic.issuance;

/** A party with one of its key sets: OIN of 20 digits and key set version (KSV). */
public record Party(String oin, long keySetVersion) {}
