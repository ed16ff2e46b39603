package org.ctsr.engine.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads training configurations (YAML) and says exactly what is wrong with one. */
public final class TrainingConfigReader {
  private TrainingConfigReader() {}

  /**
   * Reads and checks a configuration. Relative paths in it are meant from its folder.
   *
   * @throws ConfigException if the file cannot be read, is no YAML, has an unknown, missing or
   *     unusable field
   */
  public static TrainingConfig read(Path file) throws ConfigException {
    if (!Files.isRegularFile(file)) {
      throw new ConfigException(file + ": there is no such file");
    }
    try {
      ObjectMapper mapper = mapper(file.toAbsolutePath());
      JsonNode tree = mapper.readTree(file.toFile());
      // First of all: a misspelt field is unknown, and then another one is missing.
      if (!tree.isObject()) {
        throw new ConfigException(file + ": holds no configuration (fields and their values)");
      }
      requireKnown(file, tree, TrainingConfig.class, "");
      return mapper.treeToValue(tree, TrainingConfig.class);
    } catch (JsonMappingException e) {
      throw new ConfigException(file + ": " + prefix(e) + reason(e), e);
    } catch (JsonProcessingException e) {
      throw new ConfigException(file + ": not readable as YAML: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new ConfigException(file + ": cannot be read (" + e.getMessage() + ")", e);
    }
  }

  private static void requireKnown(Path file, JsonNode node, Class<?> type, String path)
      throws ConfigException {
    Map<String, RecordComponent> known = new TreeMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      known.put(component.getName(), component);
    }
    for (Iterator<Map.Entry<String, JsonNode>> fields = node.fields(); fields.hasNext(); ) {
      Map.Entry<String, JsonNode> field = fields.next();
      String name = path + field.getKey();
      RecordComponent component = known.get(field.getKey());
      if (component == null) {
        throw new ConfigException(
            file
                + ": "
                + name
                + ": unknown field; known here: "
                + String.join(", ", known.keySet()));
      }
      if (field.getValue().isNull() && !mayBeNull(component)) {
        String others =
            known.values().stream()
                .filter(TrainingConfigReader::mayBeNull)
                .map(RecordComponent::getName)
                .collect(Collectors.joining(", "));
        throw new ConfigException(
            file
                + ": "
                + name
                + ": must not be null"
                + (others.isEmpty() ? "" : "; here only these may: " + others));
      }
      if (component.getType().isRecord()) {
        requireKnown(file, field.getValue(), component.getType(), name + ".");
      }
    }
  }

  /** The same ones as may be missing. */
  private static boolean mayBeNull(RecordComponent component) {
    return component.getAccessor().isAnnotationPresent(JsonProperty.class);
  }

  private static String prefix(JsonMappingException e) {
    String path = path(e);
    return path.isEmpty() ? "" : path + ": ";
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
        .collect(Collectors.joining("."))
        .replace(".[", "[");
  }

  private static String reason(JsonMappingException e) {
    if (e.getCause() instanceof IllegalArgumentException cause && cause.getMessage() != null) {
      return cause.getMessage();
    }
    String message = e.getOriginalMessage();
    if (message.startsWith("Missing required creator property '")) {
      return message.replaceFirst(
          "Missing required creator property '([^']*)'.*", "the field $1 is missing");
    }
    if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
      return "needs "
          + kind(mismatch.getTargetType())
          + " ("
          + message.replaceAll("`?(java|org)[\\w.]*\\.([\\w$]+)`?", "$2")
          + ")";
    }
    return message;
  }

  private static String kind(Class<?> type) {
    if (type == int.class || type == long.class) {
      return "a whole number";
    }
    if (type == double.class || type == Double.class) {
      return "a number";
    }
    return type == String.class || type == Path.class ? "a text" : "a group of fields";
  }

  private static ObjectMapper mapper(Path config) {
    SimpleModule paths = new SimpleModule();
    paths.addDeserializer(Path.class, new RelativePath(config));
    return new ObjectMapper(
            YAMLFactory.builder()
                .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
                .build())
        .registerModule(paths)
        .setAnnotationIntrospector(new FieldsAreRequired())
        .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
  }

  /** A component without {@link JsonProperty} must be given. */
  private static final class FieldsAreRequired extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasRequiredMarker(AnnotatedMember member) {
      JsonProperty property = _findAnnotation(member, JsonProperty.class);
      return property == null || property.required();
    }
  }

  private static final class RelativePath extends StdDeserializer<Path> {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Path config;

    RelativePath(Path config) {
      super(Path.class);
      this.config = config;
    }

    @Override
    public Path deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      Path given = Path.of(parser.getText());
      return config == null ? given : config.resolveSibling(given).normalize();
    }
  }
}
