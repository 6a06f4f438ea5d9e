package dev.docket.json.read.valid;

import dev.docket.order.Accessor;
import jakarta.validation.Validator;
import jakarta.validation.metadata.BeanDescriptor;
import jakarta.validation.metadata.CascadableDescriptor;
import jakarta.validation.metadata.ContainerElementTypeDescriptor;
import jakarta.validation.metadata.ElementDescriptor;
import jakarta.validation.metadata.PropertyDescriptor;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds out that a record meets its constraints without reflection for each value. What to check is asked of the validator once
 * for each type, so there is one statement of every constraint. Thread-safe.
 */
public final class Validity {
    private final ClassValue<Check> ofType = new ClassValue<>() {
        @Override
        protected Check computeValue(Class<?> type) {
            return check(type);
        }
    };

    private final Validator validator;

    /** @param validator knows the constraints of each type, and says what is wrong with a value that may break one */
    public Validity(Validator validator) {
        this.validator = validator;
    }

    /** Whether the value certainly meets all constraints; {@code false} also where only the validator can tell. */
    public boolean isCertain(Record value) {
        return ofType.get(value.getClass()).holds(value);
    }

    private Check check(Class<?> type) {
        if (!type.isRecord() || !Modifier.isPublic(type.getModifiers())) {
            return Check.UNSURE;
        }
        BeanDescriptor bean = validator.getConstraintsForClass(type);
        List<Check> checks = new ArrayList<>(constraints(bean));
        for (PropertyDescriptor property : bean.getConstrainedProperties()) {
            checks.add(component(type, property));
        }
        return Check.all(checks);
    }

    private Check component(Class<?> type, PropertyDescriptor property) {
        var component = Arrays.stream(type.getRecordComponents())
                .filter(one -> one.getName().equals(property.getPropertyName()))
                .findFirst();
        if (component.isEmpty()) {
            return Check.UNSURE;
        }
        List<Check> checks = new ArrayList<>(constraints(property));
        checks.addAll(nested(property));
        checks.addAll(elements(property.getConstrainedContainerElementTypes()));
        Function<Object, Object> accessor = Accessor.of(component.get().getAccessor());
        Check check = Check.all(checks);
        return record -> record != null && check.holds(accessor.apply(record));
    }

    private static List<Check> constraints(ElementDescriptor element) {
        return element.getConstraintDescriptors().stream()
                .map(one -> ConstraintCheck.of(one, element.getElementClass()))
                .toList();
    }

    private List<Check> nested(CascadableDescriptor element) {
        if (!element.isCascaded()) {
            return List.of();
        }
        return List.of(
                element.getGroupConversions().isEmpty()
                        ? value -> value == null || ofType.get(value.getClass()).holds(value)
                        : Check.UNSURE);
    }

    private List<Check> elements(Set<ContainerElementTypeDescriptor> containers) {
        return containers.stream().map(this::elements).toList();
    }

    private Check elements(ContainerElementTypeDescriptor element) {
        List<Check> checks = new ArrayList<>(constraints(element));
        checks.addAll(nested(element));
        checks.addAll(elements(element.getConstrainedContainerElementTypes()));
        Check check = Check.all(checks);
        return value -> value == null || (value instanceof List<?> list && areAll(list, check));
    }

    private static boolean areAll(List<?> list, Check check) {
        for (int i = 0; i < list.size(); i++) {
            if (!check.holds(list.get(i))) {
                return false;
            }
        }
        return true;
    }
}
