package nl.etdnetwerk.deployment;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Fields that the Kubernetes OpenAPI schema, of which Fabric8's model is made, does not know: the model keeps them apart. */
final class UnknownFields {

    private static final String MODEL = "io.fabric8.kubernetes.api.model";
    private static final String APART = "additionalProperties";

    private UnknownFields() {}

    /** Their paths, for example {@code spec.containers[0].livenesProbe}. */
    static List<String> in(Object resource) {
        List<String> found = new ArrayList<>();
        collect("", resource, found);
        return found;
    }

    private static void collect(String path, Object value, List<String> found) {
        if (value instanceof Collection<?> many) {
            int i = 0;
            for (Object one : many) {
                collect(path + "[" + i++ + "]", one, found);
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, one) -> collect(path + "." + key, one, found));
        } else if (value != null && value.getClass().getName().startsWith(MODEL) && !value.getClass().isEnum()) {
            for (Class<?> c = value.getClass(); c != null && c.getName().startsWith(MODEL); c = c.getSuperclass()) {
                for (Field f : c.getDeclaredFields()) {
                    field(path, value, f, found);
                }
            }
        }
    }

    private static void field(String path, Object owner, Field f, List<String> found) {
        if (Modifier.isStatic(f.getModifiers())) {
            return;
        }
        try {
            f.setAccessible(true);
            Object value = f.get(owner);
            if (f.getName().equals(APART)) {
                ((Map<?, ?>) value).keySet().forEach(k -> found.add(join(path, String.valueOf(k))));
            } else {
                collect(join(path, f.getName()), value, found);
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
