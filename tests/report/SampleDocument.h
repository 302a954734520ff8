#pragma once

#include <QPainter>

#include "ui/report/ReportDocument.h"

/// A report with a block of every kind, full of what formats take for markup.
namespace normscope::test
{

inline const QString& hostileName()
{
    static const QString kName =
        QStringLiteral("</p><script>alert(1)</script> & \"a\" 'b' \\input{x} $x^2$ %1 #_~ | *star* `tick` [l](u)");
    return kName;
}

/// What people may write on their report.
inline const QString& hostileAuthor()
{
    static const QString kName = QStringLiteral("<b>&_%$#\\");
    return kName;
}

inline ui::Figure sampleFigure(const std::string& name, double widthCm, double heightCm)
{
    ui::Figure figure;
    figure.name = name;
    figure.title = QStringLiteral("Loss of ") + hostileName();
    figure.caption = QStringLiteral("Caption of ") + QString::fromStdString(name);
    figure.widthCm = widthCm;
    figure.heightCm = heightCm;
    figure.paint = [](QPainter& painter, const QRectF& target, double pixelsPerPoint) {
        painter.setPen(QPen(Qt::blue, pixelsPerPoint));
        painter.setClipRect(target);
        painter.drawEllipse(target);
    };
    return figure;
}

inline ui::ReportDocument sampleDocument()
{
    using namespace ui;
    ReportDocument document;
    document.title = QStringLiteral("Report on ") + hostileName();
    document.author = QStringLiteral("Ada ") + hostileAuthor();
    document.course = QStringLiteral("[Course] ") + hostileAuthor();
    document.subtitle = QStringLiteral("Subtitle");
    document.language = QStringLiteral("en");
    document.words = {QStringLiteral("Figure %1"), QStringLiteral("Table %1"), QStringLiteral("Contents"),
                      QStringLiteral("Page %1 of %2")};
    document.figures = {sampleFigure("loss", 16, 7), sampleFigure("tall", 8.5, 60)};
    auto& blocks = document.blocks;
    blocks.emplace_back(Notice{literal(QStringLiteral("Read this first")), {literal(hostileName())}});
    blocks.emplace_back(Heading{1, literal(QStringLiteral("First & section")), QStringLiteral("section-1")});
    blocks.emplace_back(Paragraph{
        richText(QStringLiteral("Plain *emphasis* **strong** `code --x_y` $\\hat{\\sigma}_B^2 \\leftarrow 1$ and %1"),
                 {hostileName()})});
    blocks.emplace_back(
        List{false, {literal(QStringLiteral("item one")), literal(QStringLiteral("+0.25 pp, −1 ± 2"))}});
    blocks.emplace_back(List{true, {literal(QStringLiteral("[bracket] first"))}});
    blocks.emplace_back(Formula{QStringLiteral(
        "y = \\gamma \\cdot \\frac{x - \\mu_B}{\\sqrt{\\sigma_B^2 + \\varepsilon}} + \\sum_{i=1}^{m} x_i")});
    blocks.emplace_back(
        Listing{QStringLiteral("normscope twin --out '") + hostileName() + QStringLiteral("'\nsecond line")});
    Table table;
    table.number = 1;
    table.caption = literal(QStringLiteral("Table of | bars"));
    table.columns = {Table::Align::Left, Table::Align::Right};
    table.header = {literal(QStringLiteral("name")), literal(QStringLiteral("value"))};
    for (int i = 0; i < 60; ++i) {
        table.rows.push_back({{i == 0 ? literal(hostileName()) : literal(QStringLiteral("row %1 γ ε").arg(i)),
                               literal(QStringLiteral("[%1 %").arg(i))},
                              i % 10 == 0});
    }
    blocks.emplace_back(table);
    blocks.emplace_back(FigureBlock{1, 0, literal(QStringLiteral("The loss of < both >"))});
    blocks.emplace_back(Heading{2, literal(QStringLiteral("Below")), QStringLiteral("section-2")});
    blocks.emplace_back(FigureBlock{2, 1, literal(QStringLiteral("Taller than a page"))});
    blocks.emplace_back(Heading{1, literal(QStringLiteral("References")), QStringLiteral("section-3")});
    blocks.emplace_back(References{{richText(QStringLiteral("A. Mądry. *Journal*. arXiv:1805.11604"))}});
    return document;
}

}  // namespace normscope::test
