package nl.etdnetwerk.saml.xml;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

import javax.xml.namespace.QName;

import org.apache.xml.security.c14n.Canonicalizer;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.opensaml.core.config.ConfigurationService;
import org.opensaml.core.config.InitializationException;
import org.opensaml.core.config.Initializer;
import org.opensaml.core.xml.XMLObject;
import org.opensaml.core.xml.config.AbstractXMLObjectProviderInitializer;
import org.opensaml.core.xml.config.XMLObjectProviderRegistry;
import org.opensaml.core.xml.config.XMLObjectProviderRegistrySupport;
import org.opensaml.core.xml.io.MarshallingException;
import org.opensaml.core.xml.io.UnmarshallingException;
import org.opensaml.core.xml.schema.XSAny;
import org.opensaml.core.xml.schema.impl.XSAnyBuilder;
import org.opensaml.core.xml.util.XMLObjectSupport;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

import net.shibboleth.utilities.java.support.component.ComponentInitializationException;
import net.shibboleth.utilities.java.support.xml.BasicParserPool;
import net.shibboleth.utilities.java.support.xml.SerializeSupport;

/** OpenSAML, started once without the parts that need an HTTP client, and the few calls the library makes on it. */
public final class OpenSaml {

    private static final String XMLNS = "http://www.w3.org/2000/xmlns/";
    /** Kept so that the level set on it is not lost to the garbage collector. */
    private static final Logger NOISY = Logger.getLogger("org.opensaml.xmlsec.algorithm.AlgorithmSupport");

    /** Says of every bad signature what the finding says too. */
    private static final Logger REFERENCES = Logger.getLogger("org.apache.xml.security.signature");

    /** Objects of SAML 1, WS-Trust, WS-Federation, ECP and so on: two thirds of what OpenSAML reads at start, and none is ever met here. */
    private static final Set<String> NOT_OURS = Set.of("org.opensaml.saml.config.impl.XMLObjectProviderInitializer",
            "org.opensaml.soap.config.impl.XMLObjectProviderInitializer");

    static {
        NOISY.setLevel(Level.WARNING);
        REFERENCES.setLevel(Level.SEVERE);
        start();
    }

    private OpenSaml() {}

    /** What else there is in a message or metadata is read as an element like any other. */
    private static final class OnlySaml2 extends AbstractXMLObjectProviderInitializer {

        @Override
        protected String[] getConfigResources() {
            return new String[]{"/saml2-assertion-config.xml", "/saml2-protocol-config.xml", "/saml2-metadata-config.xml"};
        }
    }

    private static void start() {
        try {
            ConfigurationService.register(XMLObjectProviderRegistry.class, new XMLObjectProviderRegistry());
            for (Initializer initializer : ServiceLoader.load(Initializer.class, OpenSaml.class.getClassLoader())) {
                String name = initializer.getClass().getName();
                if (!name.contains(".HttpClient") && !NOT_OURS.contains(name)) {
                    initializer.init();
                }
            }
            new OnlySaml2().init();
            BasicParserPool pool = new BasicParserPool();
            pool.setMaxPoolSize(8);
            pool.initialize();
            XMLObjectProviderRegistrySupport.setParserPool(pool);
        } catch (InitializationException | ComponentInitializationException e) {
            throw new IllegalStateException("OpenSAML does not start", e);
        }
    }

    /** Makes the class load, so that the first message does not pay for it. */
    public static void warmUp() {
        XMLObjectProviderRegistrySupport.getParserPool();
    }

    /** A new object for an element name. */
    @SuppressWarnings("unchecked")
    public static <T extends XMLObject> T build(QName name) {
        return (T) XMLObjectSupport.buildXMLObject(name);
    }

    /** The DOM of an object; made now where there is none yet. */
    public static Element marshal(XMLObject object) {
        try {
            return XMLObjectSupport.marshall(object);
        } catch (MarshallingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The object for an element, when it has the expected type. */
    public static <T extends XMLObject> Optional<T> unmarshal(Element element, Class<T> type) {
        try {
            XMLObject o = XMLObjectProviderRegistrySupport.getUnmarshallerFactory().getUnmarshaller(element) == null
                    ? null
                    : XMLObjectProviderRegistrySupport.getUnmarshallerFactory().getUnmarshaller(element).unmarshall(element);
            return type.isInstance(o) ? Optional.of(type.cast(o)) : Optional.empty();
        } catch (UnmarshallingException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /**
     * UTF-8 text of an element as it stands, without declaration and without added white space. Every namespace it uses has to be
     * declared by an attribute, as in everything that was parsed or marshalled.
     */
    public static byte[] bytes(Element element) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(8192);
        try {
            Canonicalizer.getInstance(Canonicalizer.ALGO_ID_C14N_PHYSICAL).canonicalizeSubtree(element, out);
        } catch (XMLSecurityException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    /** The same for an element that was built by hand and does not declare its namespaces; slower. */
    static byte[] bytesWithDeclarations(Element element) {
        return SerializeSupport.nodeToString(element).replaceFirst("^<\\?xml[^>]*\\?>\\s*", "").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The same for a part of a message, with every namespace declaration that is in scope written on it. A signature over it keeps
     * verifying, also when prefixes that occur only in values (xs) were declared further up. The message stays as it was.
     */
    public static byte[] bytesAlone(Element part) {
        List<Attr> declared = declareScope(part);
        try {
            return bytes(part);
        } finally {
            declared.forEach(part::removeAttributeNode);
        }
    }

    private static List<Attr> declareScope(Element part) {
        List<Attr> declared = new ArrayList<>();
        for (Node n = part.getParentNode(); n instanceof Element e; n = n.getParentNode()) {
            NamedNodeMap attributes = e.getAttributes();
            for (int i = 0; i < attributes.getLength(); i++) {
                Attr a = (Attr) attributes.item(i);
                if (XMLNS.equals(a.getNamespaceURI()) && !part.hasAttributeNS(XMLNS, a.getLocalName())) {
                    part.setAttributeNS(XMLNS, a.getName(), a.getValue());
                    declared.add(part.getAttributeNodeNS(XMLNS, a.getLocalName()));
                }
            }
        }
        return declared;
    }

    /** An element that is ready, for the tree of another message: it is not read, and written as it stands. */
    public static XMLObject ready(Element element) {
        XSAny object = new XSAnyBuilder().buildObject(element.getNamespaceURI(), element.getLocalName(), element.getPrefix());
        object.setDOM(element);
        return object;
    }
}
