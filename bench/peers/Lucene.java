import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.FSDirectory;

/** Lucene as one of the engines compared: reads a line of tab-separated fields, answers with a line of JSON. */
public final class Lucene {
  private static final int COMMIT_EVERY = 100_000;
  private static final String TEXT = "text";

  private final FSDirectory directory;
  private final Analyzer analyzer = new StandardAnalyzer(CharArraySet.EMPTY_SET);
  private IndexWriter writer;
  private DirectoryReader reader;
  private IndexSearcher searcher;

  private Lucene(Path folder) throws IOException {
    directory = FSDirectory.open(folder);
  }

  public static void main(String[] arguments) throws IOException {
    Lucene lucene = new Lucene(Path.of(arguments[0]));
    BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      System.out.println(lucene.answer(line.split("\t", -1)));
    }
    if (lucene.writer != null) lucene.writer.close();
  }

  private String answer(String[] fields) throws IOException {
    switch (fields[0]) {
      case "build": return reply(build(Path.of(fields[1])), List.of());
      case "open": return reply(open(), List.of());
      case "ask": return ask(fields);
      case "add": return reply(add(Path.of(fields[1])), List.of());
      default: throw new IllegalArgumentException("unknown task " + fields[0]);
    }
  }

  private static String reply(long nanos, List<String> keys) {
    return "{\"ms\":" + nanos / 1e6 + ",\"keys\":[" + String.join(",", keys) + "]}";
  }

  /** Reading the file is not counted, making documents of its lines is. */
  private long build(Path file) throws IOException {
    long nanos = -System.nanoTime();
    openWriter();
    nanos += System.nanoTime() + addAll(file);
    long startedAt = System.nanoTime();
    writer.close();
    writer = null;
    return nanos + System.nanoTime() - startedAt;
  }

  private void openWriter() throws IOException {
    writer = new IndexWriter(directory, new IndexWriterConfig(analyzer).setRAMBufferSizeMB(256));
  }

  private long addAll(Path file) throws IOException {
    long nanos = 0;
    int count = 0;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        long startedAt = System.nanoTime();
        writer.addDocument(toDocument(line.split("\t", -1)));
        if (++count % COMMIT_EVERY == 0) writer.commit();
        nanos += System.nanoTime() - startedAt;
      }
    }
    return nanos;
  }

  private static Document toDocument(String[] fields) {
    Document document = new Document();
    int day = Integer.parseInt(fields[1]);
    document.add(new StoredField("key", fields[0]));
    document.add(new NumericDocValuesField("day", day));
    document.add(new IntPoint("day", day));
    for (String category : fields[2].split(" ")) document.add(new StringField("category", category, Field.Store.NO));
    document.add(new StoredField("title", fields[3]));
    document.add(new TextField(TEXT, fields[3] + "\n" + fields[4] + "\n" + fields[5], Field.Store.NO));
    return document;
  }

  private long open() throws IOException {
    long startedAt = System.nanoTime();
    openWriter();
    searchIn(DirectoryReader.open(writer));
    return System.nanoTime() - startedAt;
  }

  private void searchIn(DirectoryReader opened) {
    reader = opened;
    searcher = new IndexSearcher(reader);
    // What was asked before must not answer from memory.
    searcher.setQueryCache(null);
  }

  private long add(Path file) throws IOException {
    long nanos = addAll(file);
    long startedAt = System.nanoTime();
    searchIn(DirectoryReader.openIfChanged(reader));
    return nanos + System.nanoTime() - startedAt;
  }

  private String ask(String[] fields) throws IOException {
    int limit = Integer.parseInt(fields[1]);
    long startedAt = System.nanoTime();
    Query query = toQuery(fields);
    TopDocs found = fields[3].equals("newest")
        ? searcher.search(query, limit, new Sort(new SortField("day", SortField.Type.INT, true)))
        : searcher.search(query, limit);
    List<String> keys = new ArrayList<>();
    int titleLength = 0;
    for (ScoreDoc hit : found.scoreDocs) {
      Document document = searcher.doc(hit.doc);
      keys.add(document.get("key"));
      titleLength += document.get("title").length();
    }
    if (titleLength < 0) throw new IllegalStateException("titles were not read");
    return reply(System.nanoTime() - startedAt, keys);
  }

  private Query toQuery(String[] fields) throws IOException {
    Query words = wordsQuery(fields[2], tokensOf(fields[7]));
    BooleanQuery.Builder filtered = new BooleanQuery.Builder().add(words, Occur.MUST);
    boolean hasCategory = !fields[4].isEmpty();
    boolean hasDates = !fields[5].isEmpty();
    if (hasCategory) filtered.add(new TermQuery(new Term("category", fields[4])), Occur.FILTER);
    if (hasDates) {
      int until = fields[6].isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(fields[6]);
      filtered.add(IntPoint.newRangeQuery("day", Integer.parseInt(fields[5]), until), Occur.FILTER);
    }
    return hasCategory || hasDates ? filtered.build() : words;
  }

  private static Query wordsQuery(String match, List<String> tokens) {
    if (match.equals("phrase")) return new PhraseQuery(TEXT, tokens.toArray(new String[0]));
    Occur occur = match.equals("all") ? Occur.MUST : Occur.SHOULD;
    BooleanQuery.Builder words = new BooleanQuery.Builder();
    for (String token : tokens.stream().distinct().collect(Collectors.toList())) {
      words.add(new TermQuery(new Term(TEXT, token)), occur);
    }
    return words.build();
  }

  private List<String> tokensOf(String text) throws IOException {
    List<String> tokens = new ArrayList<>();
    try (TokenStream stream = analyzer.tokenStream(TEXT, text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) tokens.add(term.toString());
      stream.end();
    }
    return tokens;
  }
}
