#include <QFile>
#include <QTemporaryDir>
#include <cmath>
#include <limits>
#include <string>

#include <normscope/base/Json.h>

#include "../support/Expect.h"
#include "../support/RunFiles.h"

using namespace normscope;

namespace
{

/// "k0":0,"k1":0,…
QByteArray keys(int count)
{
    QByteArray text;
    for (int i = 0; i < count; ++i) {
        text += (i > 0 ? ",\"k" : "\"k") + QByteArray::number(i) + "\":0";
    }
    return text;
}

}  // namespace

class tst_Json : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void accepted_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("again");
        QTest::newRow("empty object") << QByteArray("{}") << QByteArray("{}");
        QTest::newRow("blanks") << QByteArray(" \n{\t}\r\n") << QByteArray("{}");
        QTest::newRow("order is kept") << QByteArray(R"({"z": 1, "a": [2, {"c": null, "b": true}]})")
                                       << QByteArray(R"({"z":1,"a":[2,{"c":null,"b":true}]})");
        QTest::newRow("brackets in texts") << QByteArray("{\"a\": \"" + QByteArray(100, '[') + "\"}")
                                           << QByteArray("{\"a\":\"" + QByteArray(100, '[') + "\"}");
        QTest::newRow("quotes in texts") << QByteArray("{\"a\\\"[[\": \"\\\\\"}")
                                         << QByteArray("{\"a\\\"[[\":\"\\\\\"}");
        QTest::newRow("same key in different objects") << QByteArray(R"({"a": {"a": 1}, "b": [{"a": 1}, {"a": 2}]})")
                                                       << QByteArray(R"({"a":{"a":1},"b":[{"a":1},{"a":2}]})");
        QTest::newRow("many neighbours") << QByteArray("{\"a\": [" + QByteArray("[],").repeated(99) + "[]]}")
                                         << QByteArray("{\"a\":[" + QByteArray("[],").repeated(99) + "[]]}");
        QTest::newRow("many keys") << QByteArray("{" + keys(1'000) + "}") << QByteArray("{" + keys(1'000) + "}");
        // A parser that goes through all that a list has so far, whenever something in it ends, takes minutes.
        const QByteArray objects = "{\"a\":[" + QByteArray("{},").repeated(300'000) + "{}]}";
        QTest::newRow("a mebibyte of objects") << objects << objects;
        QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf{}") << QByteArray("{}");
        const QByteArray deepest = "{\"a\":" + QByteArray(31, '[') + QByteArray(31, ']') + "}";
        QTest::newRow("32 levels") << deepest << deepest;
    }

    void accepted()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, again);
        const auto json = parseJsonObject(text.toStdString(), "x");
        VERIFY_OK(json);
        COMPARE_TEXT(json->dump(), QString::fromUtf8(again));
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char* name, const QByteArray& text, const char* sentence) {
            QTest::newRow(name) << text << QString("my.json: ") + sentence;
        };
        row("key twice", R"({"lr": 1, "epochs": 2, "lr": 1})", "has the key \"lr\" twice");
        row("key twice below", R"({"a": [{"b": {"c": 1, "c": 2}}]})", "has the key \"c\" twice");
        row("first of two", R"({"b": 1, "b": 1, "a": 1, "a": 1})", "has the key \"b\" twice");
        row("key twice in other writing", R"({"a": 1, "\u0061": 2})", "has the key \"a\" twice");
        row("key twice, outer after inner", R"({"a": {"b": 1}, "a": 2})", "has the key \"a\" twice");
        row("33 levels", "{\"a\":" + QByteArray(32, '[') + QByteArray(32, ']') + "}",
            "is nested deeper than 32 levels");
        row("a million levels", QByteArray(1'000'000, '['), "is nested deeper than 32 levels");
        row("deep objects", QByteArray("{\"a\":").repeated(33) + "1" + QByteArray(33, '}'),
            "is nested deeper than 32 levels");
        row("list", "[1, 2]", "holds array where a JSON object is expected");
        row("number", "1", "holds number where a JSON object is expected");
        row("text", "\"{}\"", "holds string where a JSON object is expected");
        row("null", "null", "holds null where a JSON object is expected");
        row("empty", "", "is not valid JSON at byte 1");
        row("cut off", R"({"a": 1)", "is not valid JSON at byte 8");
        row("two objects", "{}{}", "is not valid JSON at byte 3");
        row("comma at the end", R"({"a": 1,})", "is not valid JSON at byte 9");
        row("comment", "{} // done", "is not valid JSON at byte 4");
        row("NaN", R"({"a": NaN})", "is not valid JSON at byte 7");
        row("single quotes", "{'a': 1}", "is not valid JSON at byte 2");
        row("closed too often", "}]", "is not valid JSON at byte 1");
        row("no UTF-8", "{\"a\": \"\xff\"}", "is not valid JSON at byte 8");
        row("digits past all doubles", "{\"a\": " + QByteArray(100'000, '9') + "}", "is not valid JSON");
        row("too many keys", "{" + keys(1'001) + "}", "has more than 1000 keys in an object");
        row("too many keys below", "{\"a\": [{" + keys(1'001) + "}]}", "has more than 1000 keys in an object");
        // Each looked up among those before it, these would take minutes.
        row("a mebibyte of keys", "{" + keys(100'000) + "}", "has more than 1000 keys in an object");
        row("too many values", "{\"a\": [" + QByteArray("0,").repeated(1'000'000) + "0]}",
            "has more than 1000000 values");
        row("long key twice", "{\"" + QByteArray(200, 'k') + "\": 1, \"" + QByteArray(200, 'k') + "\": 2}",
            "has the key \"kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk…\" twice");
        row("escape sequence as a key twice", "{\"\\u001b[2J\": 1, \"\\u001b[2J\": 2}",
            "has the key \"\xef\xbf\xbd[2J\" twice");
        row("number past all doubles", R"({"a": 1e999})", "is not valid JSON");
    }

    void refused()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, sentence);
        COMPARE_ERROR(parseJsonObject(text.toStdString(), "my.json"), ErrorCode::Usage, sentence);
    }

    /// The header of a file of many tensors.
    void manyKeys()
    {
        const QByteArray text = "{" + keys(100'000) + "}";
        const auto json = parseSortedJsonObject(text.toStdString(), "x", {100'000, 200'000});
        VERIFY_OK(json);
        QCOMPARE(json->size(), std::size_t{100'000});
        VERIFY_ERROR(parseSortedJsonObject(text.toStdString(), "x", {99'999, 200'000}), ErrorCode::Usage,
                     "has more than 99999 keys");
        VERIFY_ERROR(parseSortedJsonObject(text.toStdString(), "x", {100'000, 99'999}), ErrorCode::Usage,
                     "has more than 99999 values");
    }

    /// A text that is cut off anywhere is refused, and nothing worse.
    void everyTruncationIsRefused()
    {
        const std::string text = R"({"a": [1, -2.5e3, true, null, {"b": "\u00e9\ud83d\ude00\n"}], "c": {}})";
        VERIFY_OK(parseJsonObject(text, "x"));
        for (std::size_t length = 0; length < text.size(); ++length) {
            QVERIFY(!parseJsonObject(std::string_view(text).substr(0, length), "x"));
        }
    }

    void file()
    {
        const QTemporaryDir folder;
        QVERIFY(folder.isValid());
        const QString path = folder.filePath("my.json");
        COMPARE_ERROR(readJsonObject(path.toStdString()), ErrorCode::Io,
                      path + ": cannot be read: No such file or directory");
        const QByteArray frame = "{\"a\": \"\"}";
        const auto write = [&](qsizetype size) {
            QByteArray content = frame;
            content.insert(7, QByteArray(size - frame.size(), 'x'));
            return test::putFile(path, content);
        };
        QVERIFY(write(64 << 20));
        const auto largest = readJsonObject(path.toStdString());
        VERIFY_OK(largest);
        QCOMPARE((*largest)["a"].get<std::string>().size(), static_cast<std::size_t>((64 << 20) - frame.size()));
        QVERIFY(write((64 << 20) + 1));
        COMPARE_ERROR(readJsonObject(path.toStdString()), ErrorCode::Data,
                      path + ": is larger than 67108864 bytes, the most that is expected here");
        QVERIFY(write(10));
        VERIFY_OK(readJsonObject(path.toStdString()));
    }

    void text()
    {
        Json json;
        json["b"] = 1;
        json["a"] = {1, 2};
        COMPARE_TEXT(jsonText(json), R"({"b":1,"a":[1,2]})");
        COMPARE_TEXT(jsonText(json, 2), "{\n  \"b\": 1,\n  \"a\": [\n    1,\n    2\n  ]\n}");
        json = {{"path", "caf\xe9/x"}};
        COMPARE_TEXT(jsonText(json), "{\"path\":\"caf\xef\xbf\xbd/x\"}");
    }

    void numbersOrNull()
    {
        COMPARE_TEXT(finiteOrNull(0.1).dump(), "0.1");
        COMPARE_TEXT(finiteOrNull(-0.0).dump(), "-0.0");
        COMPARE_TEXT(finiteOrNull(std::numeric_limits<double>::quiet_NaN()).dump(), "null");
        COMPARE_TEXT(finiteOrNull(std::numeric_limits<double>::infinity()).dump(), "null");
        COMPARE_TEXT(finiteOrNull(-std::numeric_limits<double>::infinity()).dump(), "null");
    }
};

QTEST_GUILESS_MAIN(tst_Json)
#include "tst_Json.moc"
