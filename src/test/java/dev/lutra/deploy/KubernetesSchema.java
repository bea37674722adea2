package dev.lutra.deploy;

import com.coreos.monitoring.models.V1ServiceMonitor;
import com.google.gson.annotations.SerializedName;
import io.kubernetes.client.custom.IntOrString;
import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The schemas of Kubernetes, out of the classes that are generated from them for its Java client: which fields there
 * are, which must be there, and of what type each is.
 */
final class KubernetesSchema {

    private static final Map<String, Class<?>> KINDS = Map.ofEntries(
            Map.entry("v1 Service", V1Service.class),
            Map.entry("v1 ServiceAccount", V1ServiceAccount.class),
            Map.entry("v1 ConfigMap", V1ConfigMap.class),
            Map.entry("apps/v1 Deployment", V1Deployment.class),
            Map.entry("batch/v1 Job", V1Job.class),
            Map.entry("autoscaling/v2 HorizontalPodAutoscaler", V2HorizontalPodAutoscaler.class),
            Map.entry("policy/v1 PodDisruptionBudget", V1PodDisruptionBudget.class),
            Map.entry("networking.k8s.io/v1 NetworkPolicy", V1NetworkPolicy.class),
            Map.entry("networking.k8s.io/v1 Ingress", V1Ingress.class),
            Map.entry("monitoring.coreos.com/v1 ServiceMonitor", V1ServiceMonitor.class));

    private final List<String> faults = new ArrayList<>();

    private KubernetesSchema() {}

    /** What is wrong with an object: the path of a field, and why. */
    static List<String> faults(Map<?, ?> object) {
        String name = object.get("apiVersion") + " " + object.get("kind");
        Class<?> kind = KINDS.get(name);
        if (kind == null) {
            return List.of(name + ": unknown kind");
        }
        var schema = new KubernetesSchema();
        schema.check(object.get("kind").toString(), kind, object);
        return schema.faults;
    }

    private void check(String path, Type type, Object value) {
        if (value == null) {
            faults.add(path + ": empty");
        } else if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            list(path, generic.getActualTypeArguments()[0], value);
        } else if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
            map(path, generic.getActualTypeArguments()[1], value);
        } else if (type == Quantity.class) {
            quantity(path, value);
        } else if (type == IntOrString.class) {
            expect(path, value, String.class, Integer.class);
        } else if (type == Long.class) {
            expect(path, value, Long.class, Integer.class);
        } else if (type == Double.class) {
            expect(path, value, Number.class);
        } else if (((Class<?>) type).getPackageName().startsWith("java.")) {
            expect(path, value, (Class<?>) type);
        } else {
            object(path, (Class<?>) type, value);
        }
    }

    private void list(String path, Type element, Object value) {
        if (expect(path, value, List.class)) {
            List<?> list = (List<?>) value;
            for (int i = 0; i < list.size(); i++) {
                check(path + "[" + i + "]", element, list.get(i));
            }
        }
    }

    private void map(String path, Type element, Object value) {
        if (expect(path, value, Map.class)) {
            ((Map<?, ?>) value).forEach((key, held) -> {
                expect(path, key, String.class);
                check(path + "." + key, element, held);
            });
        }
    }

    private void object(String path, Class<?> type, Object value) {
        if (!expect(path, value, Map.class)) {
            return;
        }
        Map<?, ?> map = (Map<?, ?>) value;
        var fields = new LinkedHashMap<String, Field>();
        for (Field field : type.getDeclaredFields()) {
            SerializedName name = field.getAnnotation(SerializedName.class);
            if (name != null) {
                fields.put(name.value(), field);
            }
        }
        map.forEach((key, held) -> {
            Field field = fields.get(String.valueOf(key));
            if (field == null) {
                faults.add(path + "." + key + ": no such field");
            } else {
                check(path + "." + key, field.getGenericType(), held);
            }
        });
        for (String name : required(type)) {
            if (!map.containsKey(name)) {
                faults.add(path + "." + name + ": missing");
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static Set<String> required(Class<?> type) {
        try {
            return (Set<String>) type.getField("openapiRequiredFields").get(null);
        } catch (NoSuchFieldException e) {
            return Set.of();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private void quantity(String path, Object value) {
        if (expect(path, value, String.class, Integer.class)
                && !value.toString().matches("[0-9]+(\\.[0-9]+)?(m|k|Ki|M|Mi|G|Gi|T|Ti)?")) {
            faults.add(path + ": '" + value + "' is no quantity");
        }
    }

    private boolean expect(String path, Object value, Class<?>... types) {
        for (Class<?> type : types) {
            if (type.isInstance(value)) {
                return true;
            }
        }
        faults.add("%s: '%s' is a %s".formatted(path, value, value.getClass().getSimpleName()));
        return false;
    }
}
