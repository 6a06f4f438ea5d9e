package dev.docket.training.mapping;

/**
 * A value that the data does not have and the mapping makes up.
 *
 * @param path where it goes, such as {@code customer.credit.limit}
 * @param why what it stands for and by what rule it is made, in words
 */
public record Enrichment(String path, String why) {}
