#include <QTest>

#include "ui/report/pdf/PageFlow.h"

using namespace normscope::ui;

/// Page breaks, by items named by letters: what stands on which page, in order.
class tst_PageFlow : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void pages_data()
    {
        // An item is a letter and its height; k: keeps with next, f: may float, s: stops floats, t: a table's row.
        QTest::addColumn<QString>("items");
        QTest::addColumn<QString>("expected");
        QTest::newRow("nothing") << ""
                                 << "";
        QTest::newRow("fits") << "a4 b6"
                              << "ab";
        QTest::newRow("breaks") << "a6 b5"
                                << "a/b";
        QTest::newRow("heading stays with its text") << "a8 h1k b3"
                                                     << "a/hb";
        QTest::newRow("chain stays together") << "a5 b2k c2k d2"
                                              << "a/bcd";
        QTest::newRow("chain longer than a page breaks anyway") << "a4 b6k c6k d6"
                                                                << "a/b/c/d";
        QTest::newRow("higher than a page") << "a2 b14 c2"
                                            << "a/b/c";
        QTest::newRow("text goes before a figure that does not fit") << "a6 f6f b2 c5"
                                                                     << "ab/f/c";
        QTest::newRow("figures keep their order") << "a6 f6f g1f b2"
                                                  << "ab/fg";
        QTest::newRow("section waits for figures") << "a6 f6f s1s b2"
                                                   << "a/fsb";
        QTest::newRow("figures at the end come last") << "a6 f6f"
                                                      << "a/f";
        QTest::newRow("header repeated") << "t4t u4t v4t w4t"
                                         << "tu/Hv/Hw";
        QTest::newRow("header not repeated on the same page") << "t2t u2t v2t"
                                                              << "tuv";
    }

    void pages()
    {
        QFETCH(QString, items);
        QFETCH(QString, expected);
        std::vector<FlowItem> all;
        QString names;
        const auto header = std::make_shared<FlowItem>();
        header->height = 4;
        for (const QString& text : items.split(' ', Qt::SkipEmptyParts)) {
            FlowItem item;
            QString rest = text.mid(1);
            while (!rest.isEmpty() && rest.back().isLetter()) {
                const QChar flag = rest.back();
                item.keepsWithNext = item.keepsWithNext || flag == 'k';
                item.mayFloat = item.mayFloat || flag == 'f';
                item.stopsFloats = item.stopsFloats || flag == 's';
                item.header = flag == 't' ? header : item.header;
                rest.chop(1);
            }
            item.height = rest.toDouble();
            names += text.front();
            all.push_back(item);
        }
        QStringList found;
        for (const FlowPage& page : pagesOf(all, 10)) {
            QString letters;
            double end = 0;
            for (const PlacedItem& placed : page) {
                const bool isHeader = placed.item == header.get();
                letters += isHeader ? QChar('H') : names[placed.item - all.data()];
                QVERIFY(placed.top >= end);
                end = placed.top + placed.item->height;
            }
            QVERIFY(end <= 10 || page.size() == 1);
            found << letters;
        }
        QCOMPARE(found.join('/'), expected);
    }

    void roomAboveFallsAwayAtTheTop()
    {
        std::vector<FlowItem> items(2);
        for (FlowItem& item : items) {
            item.before = 3;
            item.height = 8;
        }
        const auto pages = pagesOf(items, 10);
        QCOMPARE(pages.size(), std::size_t(2));
        QCOMPARE(pages[0][0].top, 0.0);
        QCOMPARE(pages[1][0].top, 0.0);
    }
};

QTEST_GUILESS_MAIN(tst_PageFlow)

#include "tst_PageFlow.moc"
