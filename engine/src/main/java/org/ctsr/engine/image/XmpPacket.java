package org.ctsr.engine.image;

import com.adobe.internal.xmp.XMPError;
import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMeta;
import com.adobe.internal.xmp.XMPMetaFactory;
import com.adobe.internal.xmp.options.SerializeOptions;

/** XMP packets to and from what they say, by Adobe's XMP core, within limits. */
final class XmpPacket {
  /** Name space of what a packet says about its extension. */
  static final String NOTE = "http://ns.adobe.com/xmp/note/";

  /** In a JPEG's packet, the name of the extension that belongs to it. */
  static final String HAS_EXTENDED = "HasExtendedXMP";

  /** The library's time grows with the square of their number: it takes seconds for this many. */
  static final int MAX_ENTRIES = 30_000;

  private XmpPacket() {}

  /**
   * @throws XMPException if it is damaged or over the limits
   */
  static XMPMeta parse(byte[] packet) throws XMPException {
    if (entries(packet) > MAX_ENTRIES) {
      throw new XMPException("has more than " + MAX_ENTRIES + " entries", XMPError.BADXMP);
    }
    try {
      return XMPMetaFactory.parseFromBuffer(packet);
    } catch (StackOverflowError e) {
      // The library descends by calling itself.
      throw new XMPException("is nested too deeply", XMPError.BADXMP, e);
    } catch (RuntimeException e) {
      throw new XMPException("is damaged in a way the library does not expect", XMPError.BADXMP, e);
    }
  }

  /**
   * No fewer than there are elements and attributes. Counted in bytes, for a packet may be of any
   * encoding.
   */
  private static int entries(byte[] packet) {
    int entries = 0;
    for (int i = 0; i < packet.length; i++) {
      boolean opens = packet[i] == '<' && (i + 1 == packet.length || packet[i + 1] != '/');
      if (opens || packet[i] == '=') {
        entries++;
      }
    }
    return entries;
  }

  /** For a file, UTF-8, as short as it gets. */
  static byte[] bytes(XMPMeta meta) throws XMPException {
    return XMPMetaFactory.serializeToBuffer(meta, options());
  }

  /** The same without the marks by which a packet is found in a file. */
  static byte[] bareBytes(XMPMeta meta) throws XMPException {
    return XMPMetaFactory.serializeToBuffer(meta, options().setOmitPacketWrapper(true));
  }

  private static SerializeOptions options() {
    return new SerializeOptions().setUseCompactFormat(true).setPadding(0);
  }
}
