@org.jspecify.annotations.NullMarked
package dev.docket.service.intake;
