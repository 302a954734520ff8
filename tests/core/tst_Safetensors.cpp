#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtEndian>
#include <cstring>
#include <string>
#include <vector>

#include <normscope/experiment/Safetensors.h>

#include "../support/Expect.h"
#include "../support/RunFiles.h"

using namespace normscope;
using normscope::test::contentOf;

namespace
{

HostTensor floats(const std::string& name, std::vector<std::int64_t> shape, const std::vector<float>& values)
{
    return HostTensor::of(name, HostTensor::Type::Float32, std::move(shape), std::span(values));
}

HostTensor integers(const std::string& name, std::vector<std::int64_t> shape, const std::vector<std::int64_t>& values)
{
    return HostTensor::of(name, HostTensor::Type::Int64, std::move(shape), std::span(values));
}

QByteArray encoded(const std::vector<HostTensor>& tensors, const std::map<std::string, std::string>& metadata = {})
{
    const auto bytes = encodeSafetensors(tensors, metadata);
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

/// A safetensors file taken apart by the rules of the format, not by the code under test.
struct Parsed
{
    qsizetype headerLength = 0;
    QByteArray headerText;
    QJsonObject header;
    QByteArray data;
};

Parsed parsed(const QByteArray& file)
{
    Parsed result;
    if (file.size() >= 8) {
        result.headerLength = static_cast<qsizetype>(qFromLittleEndian<quint64>(file.constData()));
        result.headerText = file.mid(8, result.headerLength);
        result.header = QJsonDocument::fromJson(result.headerText).object();
        result.data = file.mid(8 + result.headerLength);
    }
    return result;
}

const std::vector<HostTensor> kModel{
    floats("linear1.weight", {2, 3}, {1.0F, -2.0F, 0.5F, 0.25F, -0.125F, 3.0F}),
    floats("linear1.bias", {1}, {7.0F}),
    integers("bn1.num_batches_tracked", {}, {600}),
    floats("none", {0, 4}, {}),
    integers("label", {3}, {0, -1, 9'000'000'000}),
};

}  // namespace

class tst_Safetensors : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    /// The whole file, byte by byte, as the format's page describes it.
    void smallFile()
    {
        const QByteArray header = R"({"__metadata__":{"k":"v"},"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})";
        QByteArray expected(8, '\0');
        expected[0] = 80;  // 79 bytes and a blank
        expected += header + ' ';
        expected += QByteArray::fromHex("0000803f");  // 1.0f, little-endian
        QCOMPARE(header.size(), 79);
        QCOMPARE(encoded({floats("x", {1}, {1.0F})}, {{"k", "v"}}), expected);
    }

    void model()
    {
        const Parsed file = parsed(encoded(kModel, {{"spec", R"({"command":"twin"})"}, {"normalization", "{}"}}));
        QCOMPARE(file.headerLength % 8, 0);
        QCOMPARE(file.header.size(), 6);
        QCOMPARE(file.header["__metadata__"].toObject(),
                 (QJsonObject{{"spec", R"({"command":"twin"})"}, {"normalization", "{}"}}));

        qint64 offset = 0;
        for (const HostTensor& tensor : kModel) {
            const QJsonObject entry = file.header[QString::fromStdString(tensor.name)].toObject();
            const bool isFloat = tensor.type == HostTensor::Type::Float32;
            QCOMPARE(entry.keys(), QStringList({"data_offsets", "dtype", "shape"}));
            QCOMPARE(entry["dtype"].toString(), isFloat ? "F32" : "I64");
            qint64 count = 1;
            QJsonArray shape;
            for (const std::int64_t extent : tensor.shape) {
                count *= extent;
                shape << static_cast<qint64>(extent);
            }
            QCOMPARE(entry["shape"].toArray(), shape);
            // Without gaps, in the order given.
            const qint64 end = offset + count * (isFloat ? 4 : 8);
            QCOMPARE(entry["data_offsets"].toArray(), (QJsonArray{offset, end}));
            offset = end;
        }
        QCOMPARE(file.data.size(), offset);

        const auto number = [&](qsizetype at, auto value) {
            std::memcpy(&value, file.data.constData() + at, sizeof(value));
            return value;
        };
        QCOMPARE(number(4, 0.0F), -2.0F);
        QCOMPARE(number(20, 0.0F), 3.0F);
        QCOMPARE(number(24, 0.0F), 7.0F);
        QCOMPARE(number(28, qint64{0}), qint64{600});
        QCOMPARE(number(36 + 16, qint64{0}), qint64{9'000'000'000});
    }

    /// Whatever the header's length, the numbers begin at a multiple of 8 and only blanks fill the way there.
    void alignment()
    {
        for (std::size_t length = 1; length <= 16; ++length) {
            const Parsed file = parsed(encoded({floats(std::string(length, 'n'), {1}, {1.0F})}));
            QCOMPARE(file.headerLength % 8, 0);
            QVERIFY(file.headerText.startsWith('{'));
            const QByteArray filling = file.headerText.mid(file.headerText.lastIndexOf('}') + 1);
            QVERIFY(filling.size() < 8);
            QCOMPARE(filling, QByteArray(filling.size(), ' '));
            QCOMPARE(file.data.size(), 4);
        }
    }

    void nothing()
    {
        const Parsed file = parsed(encoded({}));
        QCOMPARE(file.headerText, QByteArray("{}      "));
        QVERIFY(file.data.isEmpty());
        QVERIFY(!parsed(encoded(kModel)).header.contains("__metadata__"));
    }

    void sameTensorsSameBytes()
    {
        const std::map<std::string, std::string> metadata{{"b", "2"}, {"a", "1"}};
        QCOMPARE(encoded(kModel, metadata), encoded(kModel, metadata));
        std::vector<HostTensor> other = kModel;
        other[0].bytes[0] ^= std::byte{1};
        QVERIFY(encoded(other, metadata) != encoded(kModel, metadata));
    }

    void textsThatNeedEscaping()
    {
        const Parsed file = parsed(encoded({}, {{"spec", "{\"dataset\":\"a \\\"b\\\"\\n\"}"}, {"umlaut", "größe"}}));
        const QJsonObject metadata = file.header["__metadata__"].toObject();
        QCOMPARE(metadata["spec"].toString(), "{\"dataset\":\"a \\\"b\\\"\\n\"}");
        QCOMPARE(metadata["umlaut"].toString(), "größe");
    }

    /// A path in the metadata need not be UTF-8; the file has to be.
    void textsThatAreNoUtf8()
    {
        const Parsed file = parsed(encoded({}, {{"spec", "caf\xe9"}}));
        QCOMPARE(file.header["__metadata__"].toObject()["spec"].toString(), QString("caf") + QChar(0xfffd));
    }

    void written()
    {
        const QTemporaryDir folder;
        QVERIFY(folder.isValid());
        VERIFY_OK(writeSafetensors(folder.filePath("m.safetensors").toStdString(), kModel, {{"k", "v"}}));
        QCOMPARE(contentOf(folder.filePath("m.safetensors")), encoded(kModel, {{"k", "v"}}));
        VERIFY_ERROR(writeSafetensors(folder.filePath("absent/m.safetensors").toStdString(), kModel, {}), ErrorCode::Io,
                     "m.safetensors: cannot be written: No such file or directory");
    }
};

QTEST_GUILESS_MAIN(tst_Safetensors)
#include "tst_Safetensors.moc"
