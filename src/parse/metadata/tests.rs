//! Files of every kind, made here, and what they say of themselves.

use proptest::prelude::*;

use super::*;

fn said(bytes: &[u8]) -> String {
    read(bytes).unwrap_or_default().text
}

fn chunk(kind: &[u8], data: &[u8]) -> Vec<u8> {
    [&u32::try_from(data.len()).unwrap().to_be_bytes(), kind, data, b"\0\0\0\0"].concat()
}

fn png(chunks: &[Vec<u8>]) -> Vec<u8> {
    [&b"\x89PNG\r\n\x1a\n"[..], &chunks.concat()].concat()
}

fn zlib(data: &[u8]) -> Vec<u8> {
    miniz_oxide::deflate::compress_to_vec_zlib(data, 6)
}

/// Fields of a tag, a kind, and a value of more than four bytes.
fn tiff(fields: &[(u16, u16, &[u8])], is_place: bool) -> Vec<u8> {
    let mut out = b"II*\0\x08\0\0\0".to_vec();
    let at = |out: &Vec<u8>| u32::try_from(out.len()).unwrap();
    if is_place {
        out.extend([1, 0, 0x25, 0x88, 4, 0, 1, 0, 0, 0, 26, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(out.len(), 26);
    }
    out.extend(u16::try_from(fields.len()).unwrap().to_le_bytes());
    let mut values = at(&out) + u32::try_from(fields.len() * 12).unwrap() + 4;
    let mut tail: Vec<u8> = Vec::new();
    for (tag, kind, value) in fields {
        let size = if *kind == 5 { 8 } else { 1 };
        let count = u32::try_from(value.len() / size).unwrap();
        out.extend(
            [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &values.to_le_bytes()]
                .concat(),
        );
        values += u32::try_from(value.len()).unwrap();
        tail.extend(*value);
    }
    out.extend([0; 4]);
    out.extend(tail);
    out
}

fn jpeg(segments: &[(u8, &[u8])]) -> Vec<u8> {
    let mut out = b"\xFF\xD8".to_vec();
    for (marker, data) in segments {
        out.extend([0xFF, *marker]);
        out.extend(u16::try_from(data.len() + 2).unwrap().to_be_bytes());
        out.extend(*data);
    }
    out.extend(b"\xFF\xDA\0\x02\x01\xFF\xD9");
    out
}

fn zip(entries: &[(&str, &[u8], bool)]) -> Vec<u8> {
    let (mut out, mut list) = (Vec::new(), Vec::new());
    let long = |value: usize| u32::try_from(value).unwrap().to_le_bytes();
    let short = |value: usize| u16::try_from(value).unwrap().to_le_bytes();
    for (name, data, is_packed) in entries {
        let packed = if *is_packed { miniz_oxide::deflate::compress_to_vec(data, 6) } else { data.to_vec() };
        let method = if *is_packed { 8 } else { 0 };
        let about = [&short(method)[..], &[0; 8], &long(packed.len()), &long(data.len()), &short(name.len())]
            .concat();
        list.extend(
            [b"PK\x01\x02\x14\0\x14\0\0\x08", &about[..], &[0; 12], &long(out.len()), name.as_bytes()]
                .concat(),
        );
        out.extend([b"PK\x03\x04\x14\0\0\x08", &about[..], &[0; 2], name.as_bytes(), &packed].concat());
    }
    let start = out.len();
    out.extend(&list);
    out.extend(
        [
            b"PK\x05\x06\0\0\0\0",
            &short(entries.len())[..],
            &short(entries.len()),
            &long(list.len()),
            &long(start),
            &[0; 2],
        ]
        .concat(),
    );
    out
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// Every way a file of each kind has to say 王建国.
fn all() -> Vec<(&'static str, Vec<u8>)> {
    let name = "王建国".as_bytes();
    let gbk = encoding_rs::GBK.encode("王建国").0.into_owned();
    let field = |name: &[u8], text: &[u8]| [name, b"\0", text].concat();
    let exif = tiff(&[(0x13B, 2, name)], false);
    let windows = tiff(&[(0x9C9D, 1, &utf16("王建国"))], false);
    let comment = tiff(&[(0x9286, 7, &[b"UNICODE\0", &utf16("王建国")[..]].concat())], false);
    let xmp =
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><dc:creator><rdf:li>王建国</rdf:li></dc:creator></x:xmpmeta>";
    let short = "<x:xmpmeta><rdf:Description dc:creator=\"王建国\"/></x:xmpmeta>";
    let hex = exif.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
    let profile = format!("\nexif\n    {}\n{hex}\n", exif.len());
    let record = [b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x11\x1C\x02\x50\0\x09".as_slice(), name].concat();
    let wide = "王建国".encode_utf16().map(|unit| format!("{unit:04X}")).collect::<Vec<_>>().concat();
    let big: Vec<u8> =
        [b"\xFE\xFF".to_vec(), "王建国".encode_utf16().flat_map(u16::to_be_bytes).collect()].concat();
    let octal = big.iter().map(|byte| format!("\\{byte:03o}")).collect::<Vec<_>>().concat();
    let pdf =
        |body: &[u8]| [b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n", body, b"\nendobj\ntrailer<<>>"].concat();
    let stream = |about: &str, data: &[u8]| {
        pdf(&[b"<<", about.as_bytes(), b">>\nstream\r\n", data, b"\nendstream"].concat())
    };
    let word = "<w:p><w:r><w:t>王</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>建国</w:t></w:r></w:p>";
    let core = "<cp:coreProperties><dc:creator>王建国</dc:creator></cp:coreProperties>";
    let note = "<w:comment w:id=\"0\" w:author=\"王建国\"><w:p/></w:comment>";
    let photo = jpeg(&[(0xFE, name)]);
    vec![
        ("tEXt", png(&[chunk(b"IHDR", &[0; 13]), chunk(b"tEXt", &field(b"Author", name))])),
        ("tEXt, GBK", png(&[chunk(b"tEXt", &field(b"Author", &gbk))])),
        ("zTXt", png(&[chunk(b"zTXt", &field(b"Author", &[b"\0".to_vec(), zlib(name)].concat()))])),
        ("iTXt", png(&[chunk(b"iTXt", &field(b"Author", &[b"\0\0zh\0\0", name].concat()))])),
        (
            "iTXt, packed",
            png(&[chunk(b"iTXt", &field(b"Author", &[b"\x01\0zh\0\0".to_vec(), zlib(name)].concat()))]),
        ),
        (
            "iTXt, packed XMP",
            png(&[chunk(
                b"iTXt",
                &field(b"XML:com.adobe.xmp", &[b"\x01\0\0\0".to_vec(), zlib(xmp.as_bytes())].concat()),
            )]),
        ),
        ("eXIf", png(&[chunk(b"eXIf", &exif)])),
        (
            "raw profile",
            png(&[chunk(
                b"zTXt",
                &field(b"Raw profile type exif", &[b"\0".to_vec(), zlib(profile.as_bytes())].concat()),
            )]),
        ),
        ("COM", photo.clone()),
        ("COM, GBK", jpeg(&[(0xE0, b"JFIF\0"), (0xFE, &gbk)])),
        ("APP1", jpeg(&[(0xE1, &[b"Exif\0\0".to_vec(), exif.clone()].concat())])),
        ("APP1, of Windows", jpeg(&[(0xE1, &[b"Exif\0\0".to_vec(), windows].concat())])),
        ("APP1, comment", jpeg(&[(0xE1, &[b"Exif\0\0".to_vec(), comment].concat())])),
        ("APP1, XMP", jpeg(&[(0xE1, &[b"http://ns.adobe.com/xap/1.0/\0", xmp.as_bytes()].concat())])),
        (
            "APP1, XMP in short",
            jpeg(&[(0xE1, &[b"http://ns.adobe.com/xap/1.0/\0", short.as_bytes()].concat())]),
        ),
        ("APP13", jpeg(&[(0xED, &record)])),
        (
            "GIF",
            [b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xFF\xFF\xFF\x21\xFE\x09".as_slice(), name, b"\0\x3B"]
                .concat(),
        ),
        ("WebP", [b"RIFF\0\0\0\0WEBPEXIF".as_slice(), &exif].concat()),
        ("HEIC", [b"\0\0\0\x18ftypheic\0\0\0\0".as_slice(), &exif].concat()),
        ("TIFF", exif),
        ("Info", pdf(&[b"<</Author (", name, b")>>"].concat())),
        ("Info, GBK", pdf(&[b"<</Author(", &gbk[..], b")>>"].concat())),
        ("Info, octal", pdf(format!("<</Author({octal})>>").as_bytes())),
        ("Info, UTF-16", pdf(&[b"<</Author(", &big[..], b")>>"].concat())),
        ("Info, hexadecimal", pdf(format!("<</Author<FEFF{wide}>>>").as_bytes())),
        ("Info, in lines", pdf(format!("<</Author<FEFF{}\n{}>>>", &wide[..5], &wide[5..]).as_bytes())),
        (
            "objects",
            stream(
                "/Type/ObjStm/Filter/FlateDecode",
                &zlib(format!("1 0 <</Author<FEFF{wide}>>>").as_bytes()),
            ),
        ),
        ("XMP, packed", stream("/Type/Metadata/Filter/FlateDecode", &zlib(xmp.as_bytes()))),
        ("drawn, not packed", stream("/Length 9", &[b"BT (", name, b") Tj"].concat())),
        ("name of an entry", zip(&[("王建国.txt", b"x", false)])),
        ("core", zip(&[("docProps/core.xml", core.as_bytes(), true)])),
        ("core, stored", zip(&[("docProps/core.xml", core.as_bytes(), false)])),
        ("text", zip(&[("word/document.xml", word.as_bytes(), true)])),
        ("comment", zip(&[("word/comments.xml", note.as_bytes(), true)])),
        ("cell", zip(&[("xl/sharedStrings.xml", "<sst><si><t>王建国</t></si></sst>".as_bytes(), true)])),
        ("CSV in it", zip(&[("x.csv", &gbk, true)])),
        ("picture in it", zip(&[("word/media/image1.jpeg", &photo, false)])),
        (
            "file in a file",
            zip(&[(
                "a.zip",
                &zip(&[("x.docx", &zip(&[("docProps/core.xml", core.as_bytes(), true)]), true)]),
                true,
            )]),
        ),
    ]
}

#[test]
fn every_kind_of_file_tells_its_names() {
    for (what, bytes) in all() {
        assert!(said(&bytes).contains("王建国"), "{what}: {:?}", said(&bytes));
    }
}

#[test]
fn a_place_is_told_where_there_is_one() {
    let degrees = [36_u32, 1, 4, 1, 30, 1].map(u32::to_le_bytes).concat();
    let place = tiff(&[(1, 2, b"North"), (2, 5, &degrees)], true);
    let none = tiff(&[(0, 1, b"\x02\x03\0\0\0")], true);
    let has_place = |bytes: &[u8]| read(bytes).unwrap().has_place;
    assert!(has_place(&jpeg(&[(0xE1, &[b"Exif\0\0".to_vec(), place.clone()].concat())])));
    assert!(has_place(&png(&[chunk(b"eXIf", &place)])));
    assert!(has_place(&zip(&[("word/media/image1.jpeg", &jpeg(&[(0xE1, &place)]), true)])));
    let xmp = b"<x:xmpmeta><rdf:Description exif:GPSLatitude=\"36,4.5N\"/></x:xmpmeta>";
    assert!(has_place(&jpeg(&[(0xE1, xmp)])));
    assert!(has_place(b"\0\0\0\x18ftypqt  \0\0\0\0\xA9xyz\0\x12+36.08+111.5/"));
    assert!(!has_place(&jpeg(&[(0xE1, &none)])), "a camera without a fix");
    assert!(!has_place(&jpeg(&[(0xE1, &tiff(&[(2, 2, b"36.08")], false))])), "another table");
}

#[test]
fn what_is_nothing_of_these_says_nothing() {
    for bytes in [&b""[..], b"plain text", b"wOF2\0\x01", b"\x7FELF", "王建国".as_bytes()] {
        assert!(read(bytes).is_none());
    }
    let cells = "<row><c><v>138</v></c><c><v>12345678</v></c></row>";
    assert!(!said(&zip(&[("xl/worksheets/sheet1.xml", cells.as_bytes(), true)])).contains("13812345678"));
    assert_eq!(said(b"%PDF-1.7\n<</Encrypt 5 0 R/Author(abcd)>>"), "", "encrypted strings are noise");
}

/// A file that unpacks to ever more is read up to a bound.
#[test]
fn what_is_read_is_bounded() {
    let long = vec![b'a'; limits::UNPACKED_BYTES];
    let bomb = zip(&[("a.txt", &long, true), ("b.txt", &long, true), ("c.txt", b"end", true)]);
    assert!(bomb.len() < long.len() / 100);
    assert!(said(&bomb).len() <= limits::METADATA_BYTES);
    assert!(said(&[b"%PDF-".to_vec(), vec![b'('; 1 << 20]].concat()).len() < limits::METADATA_BYTES);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// However a file is cut and changed, reading it ends.
    #[test]
    fn nothing_brings_it_down(which in 0..all().len(), changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8), cut in any::<prop::sample::Index>()) {
        let mut bytes = all().swap_remove(which).1;
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(cut.index(bytes.len()) + 1);
        let _ = read(&bytes);
        bytes.extend(all().swap_remove(which).1);
        let _ = read(&bytes);
    }
}
