#include "ui/report/DocumentBuilder.h"

#include <QCoreApplication>
#include <algorithm>
#include <utility>

namespace normscope::ui
{

namespace
{

struct ReportWords
{
    Q_DECLARE_TR_FUNCTIONS(ReportWords)
};

/// As papers are cited everywhere: not translated.
QString entryOf(Source source)
{
    switch (source) {
    case Source::BatchNorm:
        return QStringLiteral(
            "S. Ioffe and C. Szegedy. Batch normalization: Accelerating deep network training by reducing internal "
            "covariate shift. *Proceedings of the 32nd International Conference on Machine Learning (ICML)*, PMLR 37, "
            "pages 448–456, 2015. arXiv:1502.03167");
    case Source::Smoothness:
        return QStringLiteral(
            "S. Santurkar, D. Tsipras, A. Ilyas and A. Mądry. How does batch normalization help optimization? "
            "*Advances in "
            "Neural Information Processing Systems 31 (NeurIPS)*, pages 2483–2493, 2018. arXiv:1805.11604");
    case Source::LargeSteps:
        return QStringLiteral("J. Bjorck, C. Gomes, B. Selman and K. Q. Weinberger. Understanding batch normalization. "
                              "*Advances in Neural Information Processing Systems 31 (NeurIPS)*, 2018. "
                              "arXiv:1806.02375");
    case Source::Evaluation:
        return QStringLiteral("Y. Wu and J. Johnson. Rethinking “batch” in BatchNorm. 2021. arXiv:2105.07576");
    case Source::EdgeOfStability:
        return QStringLiteral("J. Cohen, S. Kaur, Y. Li, J. Z. Kolter and A. Talwalkar. Gradient descent on neural "
                              "networks typically occurs at the edge of stability. *International Conference on "
                              "Learning Representations (ICLR)*, 2021. arXiv:2103.00065");
    case Source::ResNet:
        return QStringLiteral("K. He, X. Zhang, S. Ren and J. Sun. Deep residual learning for image recognition. *IEEE "
                              "Conference on Computer "
                              "Vision and Pattern Recognition (CVPR)*, pages 770–778, 2016. doi:10.1109/CVPR.2016.90");
    case Source::Mnist:
        return QStringLiteral(
            "Y. LeCun, L. Bottou, Y. Bengio and P. Haffner. Gradient-based learning applied to document recognition. "
            "*Proceedings of the IEEE*, 86(11):2278–2324, 1998. doi:10.1109/5.726791");
    case Source::Permutation:
        return QStringLiteral("R. A. Fisher. *The Design of Experiments*, section 21. Oliver and Boyd, 1935.");
    case Source::StudentT:
        return QStringLiteral(
            "Student. The probable error of a mean. *Biometrika*, 6(1):1–25, 1908. doi:10.2307/2331554");
    case Source::EffectSize:
        return QStringLiteral("J. Cohen. *Statistical Power Analysis for the Behavioral Sciences*, 2nd edition, "
                              "section 2.3. Lawrence Erlbaum, "
                              "1988.");
    case Source::McNemar:
        return QStringLiteral(
            "Q. McNemar. Note on the sampling error of the difference between correlated proportions or percentages. "
            "*Psychometrika*, 12(2):153–157, 1947. doi:10.1007/BF02295996");
    }
    return {};
}

}  // namespace

QString documentLanguage()
{
    //: The language of this translation, as in HTML's lang: "zh-CN"
    return ReportWords::tr("en");
}

DocumentBuilder::DocumentBuilder(std::vector<Figure> figures)
    : m_isPlaced(figures.size(), false)
{
    m_document.figures = std::move(figures);
    m_document.words = {ReportWords::tr("Figure %1"), ReportWords::tr("Table %1"), ReportWords::tr("Contents"),
                        ReportWords::tr("Page %1 of %2")};
    m_document.language = documentLanguage();
}

void DocumentBuilder::setTitle(const QString& title, const QString& subtitle)
{
    m_document.title = title;
    m_document.subtitle = subtitle;
}

void DocumentBuilder::setAuthor(const QString& author, const QString& course)
{
    m_document.author = author;
    m_document.course = course;
}

void DocumentBuilder::heading(int level, const QString& text)
{
    m_document.blocks.emplace_back(Heading{level, literal(text), QStringLiteral("section-%1").arg(++m_headingCount)});
}

void DocumentBuilder::paragraph(const QString& markup, const QStringList& values)
{
    paragraph(richText(markup, values));
}

void DocumentBuilder::paragraph(RichText text)
{
    if (!text.empty()) {
        m_document.blocks.emplace_back(Paragraph{std::move(text)});
    }
}

void DocumentBuilder::list(std::vector<RichText> items, bool isNumbered)
{
    std::erase_if(items, [](const RichText& item) { return item.empty(); });
    if (!items.empty()) {
        m_document.blocks.emplace_back(List{isNumbered, std::move(items)});
    }
}

void DocumentBuilder::notice(const QString& title, std::vector<RichText> items)
{
    if (!items.empty()) {
        m_document.blocks.emplace_back(Notice{literal(title), std::move(items)});
    }
}

void DocumentBuilder::formula(const QString& latex)
{
    m_document.blocks.emplace_back(Formula{latex});
}

void DocumentBuilder::listing(const QString& text)
{
    m_document.blocks.emplace_back(Listing{text});
}

void DocumentBuilder::table(Table table)
{
    if (!table.rows.empty()) {
        table.number = ++m_tableCount;
        m_document.blocks.emplace_back(std::move(table));
    }
}

bool DocumentBuilder::figures(std::string_view prefix, std::optional<std::size_t> experiment)
{
    bool isAny = false;
    for (std::size_t i = 0; i < m_document.figures.size(); ++i) {
        const Figure& figure = m_document.figures[i];
        if (m_isPlaced[i] || figure.experiment != experiment || !figure.name.starts_with(prefix)) {
            continue;
        }
        m_isPlaced[i] = true;
        isAny = true;
        m_document.blocks.emplace_back(FigureBlock{++m_figureCount, i, literal(figure.caption)});
    }
    return isAny;
}

QString DocumentBuilder::cite(Source source)
{
    auto found = std::find(m_cited.begin(), m_cited.end(), source);
    if (found == m_cited.end()) {
        found = m_cited.insert(m_cited.end(), source);
    }
    return QStringLiteral("[%1]").arg(found - m_cited.begin() + 1);
}

void DocumentBuilder::references()
{
    References references;
    for (const Source source : m_cited) {
        references.entries.push_back(richText(entryOf(source)));
    }
    m_document.blocks.emplace_back(std::move(references));
}

}  // namespace normscope::ui
