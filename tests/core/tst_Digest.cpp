#include <QTest>
#include <cstdint>
#include <span>
#include <string>
#include <utility>

#include <normscope/base/Digest.h>

using namespace normscope;

namespace
{

std::span<const std::uint8_t> bytesOf(const QByteArray& text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.constData()), static_cast<std::size_t>(text.size())};
}

}  // namespace

Q_DECLARE_METATYPE(DigestKind)

class tst_Digest : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    /// Vectors of FIPS 180-4's examples (SHA-256) and of RFC 1321, A.5 (MD5).
    void published_data()
    {
        QTest::addColumn<DigestKind>("kind");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");

        const QByteArray twoBlocks = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
        QTest::newRow("sha256 empty") << DigestKind::Sha256 << QByteArray()
                                      << QByteArray("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        QTest::newRow("sha256 abc") << DigestKind::Sha256 << QByteArray("abc")
                                    << QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        QTest::newRow("sha256 two blocks")
            << DigestKind::Sha256 << twoBlocks
            << QByteArray("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
        QTest::newRow("sha256 a million a")
            << DigestKind::Sha256 << QByteArray(1'000'000, 'a')
            << QByteArray("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");

        QTest::newRow("md5 empty") << DigestKind::Md5 << QByteArray() << QByteArray("d41d8cd98f00b204e9800998ecf8427e");
        QTest::newRow("md5 a") << DigestKind::Md5 << QByteArray("a") << QByteArray("0cc175b9c0f1b6a831c399e269772661");
        QTest::newRow("md5 abc") << DigestKind::Md5 << QByteArray("abc")
                                 << QByteArray("900150983cd24fb0d6963f7d28e17f72");
        QTest::newRow("md5 message digest")
            << DigestKind::Md5 << QByteArray("message digest") << QByteArray("f96b697d7cb7938d525a2f31aaf161d0");
        QTest::newRow("md5 alphabet") << DigestKind::Md5 << QByteArray("abcdefghijklmnopqrstuvwxyz")
                                      << QByteArray("c3fcd3d76192e4007dfb496cca67e13b");
        QTest::newRow("md5 digits")
            << DigestKind::Md5
            << QByteArray("12345678901234567890123456789012345678901234567890123456789012345678901234567890")
            << QByteArray("57edf4a22be3c955ac49da2e2107b67a");
    }

    void published()
    {
        QFETCH(DigestKind, kind);
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);

        Digest whole(kind);
        whole.add(bytesOf(text));
        QCOMPARE(QByteArray::fromStdString(whole.hex()), expected);

        Digest pieces(kind);
        for (qsizetype at = 0; at < text.size(); at += 63) {
            pieces.add(bytesOf(text.mid(at, 63)));
        }
        QCOMPARE(QByteArray::fromStdString(pieces.hex()), expected);
    }

    void goesOnAfterHex()
    {
        Digest digest(DigestKind::Md5);
        digest.add(bytesOf("a"));
        QCOMPARE(digest.hex(), std::string("0cc175b9c0f1b6a831c399e269772661"));
        digest.add(bytesOf("bc"));
        QCOMPARE(digest.hex(), std::string("900150983cd24fb0d6963f7d28e17f72"));
        QCOMPARE(digest.hex(), std::string("900150983cd24fb0d6963f7d28e17f72"));
    }

    void moves()
    {
        Digest first(DigestKind::Md5);
        first.add(bytesOf("ab"));
        Digest second(std::move(first));
        second.add(bytesOf("c"));
        QCOMPARE(second.hex(), std::string("900150983cd24fb0d6963f7d28e17f72"));
    }
};

QTEST_GUILESS_MAIN(tst_Digest)
#include "tst_Digest.moc"
