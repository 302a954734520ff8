#include <QTest>
#include <cstring>
#include <span>

#include <normscope/experiment/Safetensors.h>
#include <normscope/experiment/SafetensorsFile.h>

#include "../support/Expect.h"

using namespace normscope;

namespace
{

/// A file of that header, whose length stands before it, and so many bytes of values.
QByteArray fileOf(const QByteArray& header, qsizetype values)
{
    QByteArray file(8, '\0');
    const auto length = static_cast<quint64>(header.size());
    std::memcpy(file.data(), &length, sizeof(length));
    return file + header + QByteArray(values, '\1');
}

Result<SafetensorsFile> decode(const QByteArray& bytes)
{
    return decodeSafetensors(std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))),
                             "x.safetensors");
}

std::vector<HostTensor> someTensors()
{
    const std::vector<float> floats{1.5F, -2.0F, 0.25F, 8.0F, 0.0F, -1.0F};
    const std::vector<std::int64_t> integers{7};
    return {HostTensor::of<float>("linear1.weight", HostTensor::Type::Float32, {2, 3}, floats),
            HostTensor::of<std::int64_t>("bn1.num_batches_tracked", HostTensor::Type::Int64, {}, integers),
            HostTensor::of<float>("none", HostTensor::Type::Float32, {0, 4}, {})};
}

}  // namespace

class tst_SafetensorsFile : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void comesBackAsWritten()
    {
        const auto bytes = encodeSafetensors(someTensors(), {{"spec", "{\"a\": 1}"}, {"empty", ""}});
        const auto file = decodeSafetensors(bytes, "x");
        VERIFY_OK(file);
        QCOMPARE(file->metadata, (std::map<std::string, std::string>{{"spec", "{\"a\": 1}"}, {"empty", ""}}));
        const auto expected = someTensors();
        QCOMPARE(file->tensors.size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            QCOMPARE(file->tensors[i].name, expected[i].name);
            QVERIFY(file->tensors[i].type == expected[i].type);
            QCOMPARE(file->tensors[i].shape, expected[i].shape);
            QVERIFY(file->tensors[i].bytes == expected[i].bytes);
        }
        QVERIFY(file->find("none") != nullptr);
        QVERIFY(file->find("absent") == nullptr);
    }

    void nothingAtAll() { QVERIFY(decode(fileOf("{}", 0))->tensors.empty()); }

    void everyTruncationIsRefused()
    {
        const auto bytes = encodeSafetensors(someTensors(), {{"spec", "s"}});
        for (std::size_t length = 0; length < bytes.size(); ++length) {
            QVERIFY(!decodeSafetensors(std::span(bytes).first(length), "x"));
        }
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<int>("values");
        QTest::addColumn<QString>("mentioned");
        const auto row = [](const char* name, const char* header, int values, const char* mentioned) {
            QTest::newRow(name) << QByteArray(header) << values << QString(mentioned);
        };
        row("no JSON", "{", 0, "x.safetensors");
        row("no object", "[]", 0, "x.safetensors");
        row("a name twice", R"({"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},"a":1})", 0, "x.safetensors");
        row("metadata no object", R"({"__metadata__":3})", 0, "metadata");
        row("metadata no text", R"({"__metadata__":{"k":3}})", 0, "'k'");
        row("entry no object", R"({"a":3})", 0, "'a' needs");
        row("no dtype", R"({"a":{"shape":[1],"data_offsets":[0,4]}})", 4, "'a' needs");
        row("other dtype", R"({"a":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]}})", 4, "BF16");
        row("shape no list", R"({"a":{"dtype":"F32","shape":1,"data_offsets":[0,4]}})", 4, "no list");
        row("shape negative", R"({"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}})", 4, "whole numbers");
        row("shape a fraction", R"({"a":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}})", 4, "whole numbers");
        row("shape too large", R"({"a":{"dtype":"F32","shape":[18446744073709551615],"data_offsets":[0,4]}})", 4,
            "whole numbers");
        row("product too large",
            R"({"a":{"dtype":"F32","shape":[4611686018427387904,4611686018427387904],"data_offsets":[0,4]}})", 4,
            "do not fit");
        row("offsets one", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}})", 4, "two whole numbers");
        row("offsets backwards", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}})", 4, "do not fit");
        row("offsets of another size", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}})", 8, "do not fit");
        row("behind the end", R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})", 4, "behind the file");
        row("a gap", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})", 8, "does not begin");
        row("overlapping",
            R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})",
            8, "does not begin");
        row("product of nothing and too much",
            R"({"a":{"dtype":"F32","shape":[9223372036854775807,9223372036854775807,0],"data_offsets":[0,0]}})", 0,
            "do not fit");
        row("dtype a list", R"({"a":{"dtype":["F32"],"shape":[1],"data_offsets":[0,4]}})", 4, "dtype array");
        const QByteArray entry = "{\"a\":{\"dtype\":\"";
        QTest::newRow("dtype a novel") << entry + QByteArray(5'000, 'x') + "\",\"shape\":[1],\"data_offsets\":[0,4]}}"
                                       << 4 << QString(QString(80, 'x') + "…, Normscope reads");
        QTest::newRow("name that steers terminals")
            << QByteArray("{\"\\u001b[2J\": 3}") << 0 << QStringLiteral("tensor '\uFFFD[2J' needs");
        QTest::newRow("shape without end")
            << entry + "F32\",\"shape\":[" + QByteArray("0,").repeated(500'000) + "0],\"data_offsets\":[0,0]}}" << 0
            << "has more than 500000 values";
        row("bytes left over", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})", 5, "1 bytes follow");
    }

    void refuses()
    {
        QFETCH(const QByteArray, header);
        QFETCH(const int, values);
        QFETCH(const QString, mentioned);
        VERIFY_ERROR(decode(fileOf(header, values)), ErrorCode::Data, mentioned);
    }

    /// More than any network that can be trained has, and looked up one by one they would take minutes.
    void manyTensors()
    {
        QByteArray header = "{";
        for (int i = 0; i < 50'000; ++i) {
            header += (i > 0 ? ",\"t" : "\"t") + QByteArray::number(i) +
                      "\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}";
        }
        const auto file = decode(fileOf(header + "}", 0));
        VERIFY_OK(file);
        QCOMPARE(file->tensors.size(), std::size_t{50'000});
    }

    void headerLongerThanTheFile_data()
    {
        QTest::addColumn<quint64>("length");
        QTest::newRow("by one") << quint64{3};
        QTest::newRow("by all there is") << ~quint64{0};
    }

    void headerLongerThanTheFile()
    {
        QFETCH(const quint64, length);
        QByteArray file = fileOf("{}", 0);
        std::memcpy(file.data(), &length, sizeof(length));
        VERIFY_ERROR(decode(file), ErrorCode::Data, "its header is said to have");
    }

    void nestedWithoutEnd()
    {
        VERIFY_ERROR(decode(fileOf(QByteArray(100'000, '['), 0)), ErrorCode::Data, "x.safetensors");
    }

    void absentFile() { VERIFY_ERROR(readSafetensors("/absent/x"), ErrorCode::Io, "/absent/x: cannot be read"); }
};

QTEST_GUILESS_MAIN(tst_SafetensorsFile)
#include "tst_SafetensorsFile.moc"
