package org.ctsr.engine.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPIterator;
import com.adobe.internal.xmp.XMPMeta;
import com.adobe.internal.xmp.XMPMetaFactory;
import com.adobe.internal.xmp.XMPUtils;
import com.adobe.internal.xmp.options.IteratorOptions;
import com.adobe.internal.xmp.properties.XMPPropertyInfo;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * An XMP packet as the segments of a JPEG: one, or if it does not fit a main packet of the smaller
 * properties and an extension of the larger ones (XMP Specification part 3, 1.1.3.1).
 *
 * <p>The library's {@code packageForJPEG} is no help: it counts characters where the limit is on
 * bytes, so that a packet in Chinese comes out too large.
 */
final class JpegXmp {
  static final String PREFIX = "http://ns.adobe.com/xap/1.0/\0";

  /** Most bytes of a main packet, by the specification. */
  private static final int MAX_MAIN = 65_502;

  /** Most bytes of an extension in one segment, as other programs have it. */
  private static final int MAX_PART = 65_400;

  /** For the packet's frame and the name of the extension; takes 600. */
  private static final int RESERVE = 1024;

  private JpegXmp() {}

  /** A property of a packet and what it takes there, in bytes. */
  private record Property(String namespace, String path, int size) {}

  /**
   * The payloads of the APP1 segments.
   *
   * @throws XMPException if it has to be taken apart and is damaged or over the limits
   */
  static List<byte[]> segments(byte[] packet) throws XMPException {
    if (packet.length <= MAX_MAIN) {
      return List.of(prefixed(packet));
    }
    XMPMeta whole = XmpPacket.parse(packet);
    XMPMeta main = XMPMetaFactory.create();
    XMPMeta extension = XMPMetaFactory.create();
    main.setObjectName(whole.getObjectName());
    extension.setObjectName(whole.getObjectName());
    int room = MAX_MAIN - RESERVE;
    for (Property property : smallestFirst(whole)) {
      room -= property.size();
      copy(property, whole, room >= 0 ? main : extension);
    }
    byte[] rest = XmpPacket.bareBytes(extension);
    String name = ExtendedXmp.nameOf(rest);
    main.setProperty(XmpPacket.NOTE, XmpPacket.HAS_EXTENDED, name);
    List<byte[]> segments = new ArrayList<>();
    segments.add(prefixed(XmpPacket.bytes(main)));
    for (int offset = 0; offset < rest.length; offset += MAX_PART) {
      segments.add(part(name, rest, offset));
    }
    return segments;
  }

  /** With our own before all others, since a result is to say how it was made to any reader. */
  private static List<Property> smallestFirst(XMPMeta meta) throws XMPException {
    List<Property> properties = new ArrayList<>();
    int empty = XmpPacket.bareBytes(XMPMetaFactory.create()).length;
    IteratorOptions children = new IteratorOptions().setJustChildren(true);
    for (XMPIterator schemas = meta.iterator(children); schemas.hasNext(); ) {
      String namespace = ((XMPPropertyInfo) schemas.next()).getNamespace();
      XMPIterator inside = meta.iterator(namespace, null, children);
      while (inside.hasNext()) {
        String path = ((XMPPropertyInfo) inside.next()).getPath();
        XMPMeta alone = XMPMetaFactory.create();
        Property property = new Property(namespace, path, 0);
        copy(property, meta, alone);
        // Name spaces are declared once for all of their properties, so that this is the most.
        int size = XmpPacket.bareBytes(alone).length - empty;
        properties.add(new Property(namespace, path, size));
      }
    }
    properties.sort(
        Comparator.comparing(
                (Property property) -> !property.namespace().equals(ResultMetadata.NAMESPACE))
            .thenComparingInt(Property::size));
    return properties;
  }

  private static void copy(Property property, XMPMeta from, XMPMeta to) throws XMPException {
    String namespace = property.namespace();
    String path = property.path();
    XMPUtils.duplicateSubtree(from, to, namespace, path, namespace, path, null);
  }

  private static byte[] prefixed(byte[] packet) {
    return ByteBuffer.allocate(PREFIX.length() + packet.length)
        .put(PREFIX.getBytes(ISO_8859_1))
        .put(packet)
        .array();
  }

  private static byte[] part(String name, byte[] extension, int offset) {
    int length = Math.min(MAX_PART, extension.length - offset);
    return ByteBuffer.allocate(ExtendedXmp.HEAD + length)
        .put(ExtendedXmp.PREFIX.getBytes(ISO_8859_1))
        .put(name.getBytes(ISO_8859_1))
        .putInt(extension.length)
        .putInt(offset)
        .put(extension, offset, length)
        .array();
  }
}
