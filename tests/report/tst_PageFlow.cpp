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
        // An item is a letter and its height; k: keeps with next, l: likes its next, f: may float, s: stops floats, t:
        // a table's row, p: can be scaled as a whole.
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
        QTest::newRow("section waits for figures") << "a7 f6f s1s b2"
                                                   << "a/fsb";
        QTest::newRow("section does not wait on an empty page") << "a6 f6f s1s b2 c5"
                                                                << "asb/f/c";
        QTest::newRow("figure becomes a little smaller") << "a4 f6.5fp b5"
                                                         << "af/b";
        QTest::newRow("figure does not become much smaller for its place") << "a4 f7.5fp b5"
                                                                           << "ab/f";
        QTest::newRow("figures become smaller for a full page") << "a8 f6fp g5.5fp b2 c4"
                                                                << "ab/fg/c";
        QTest::newRow("heading goes on without its figure") << "a6 h1k f6f b2 c4"
                                                            << "ahb/fc";
        QTest::newRow("heading takes its figure to the next page") << "a7 h1k f6f b2"
                                                                   << "a/hfb";
        QTest::newRow("heading stays with its figure") << "a2 h1k f6f b2"
                                                       << "ahf/b";
        QTest::newRow("heading and figure and no room for its text") << "a8 h1k f6f b4 c4"
                                                                     << "a/hf/bc";
        QTest::newRow("short table stays whole on a full page") << "a7 t1l u1l v1l w1"
                                                                << "a/tuvw";
        QTest::newRow("short table is cut on an empty page") << "a4 t2l u2l v2l w2"
                                                             << "atuv/w";
        QTest::newRow("cut table keeps its last rows together") << "a4 t2l u2l v2lk w2"
                                                                << "atu/vw";
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
                item.likesItsNext = item.likesItsNext || flag == 'l';
                item.scalable = flag == 'p' ? 1 : item.scalable;
                item.mayFloat = item.mayFloat || flag == 'f';
                item.stopsFloats = item.stopsFloats || flag == 's';
                item.header = flag == 't' ? header : item.header;
                rest.chop(1);
            }
            item.height = rest.toDouble();
            item.scalable *= item.height;
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
                QVERIFY(placed.scale >= kLeastScale && placed.scale <= 1);
                end = placed.top + placed.height();
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
